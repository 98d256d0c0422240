/** Every name here is made up. */
export const COUNTY = { code: '990121', zh: '望潮县（演示）', en: 'Wangchao County (demonstration)' } as const;

export interface CommunityPlan {
  readonly key: string;
  readonly name: string;
  readonly grids: number;
  readonly estates: readonly string[];
  readonly kind: 'land' | 'sea';
}

export interface StreetPlan {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly island: boolean;
  readonly roads: readonly string[];
  readonly communities: readonly CommunityPlan[];
}

const land = (key: string, name: string, grids: number, ...estates: string[]): CommunityPlan => ({
  key,
  name,
  grids,
  estates,
  kind: 'land',
});

/** Three streets and a fishing island. */
export const STREETS: readonly StreetPlan[] = [
  {
    key: 'tingtao',
    code: '001',
    name: '听涛街道',
    island: false,
    roads: ['观海大道', '灯塔路', '渔市街', '银滩路', '帆影路', '潮音巷', '贝壳弄', '听涛中路'],
    communities: [
      land('guanhai', '观海社区', 4, '观海花园', '碧波里小区'),
      land('dengta', '灯塔社区', 4, '灯塔新村', '晨光里小区'),
      land('yushi', '渔市社区', 5, '渔市老街坊', '海货里小区'),
      land('yintan', '银滩社区', 4, '银滩家园', '白沙苑'),
    ],
  },
  {
    key: 'liuqiao',
    code: '002',
    name: '柳桥街道',
    island: false,
    roads: ['柳桥路', '书院路', '南塘街', '竹影路', '石桥巷', '望云路', '柳荫弄', '学府路'],
    communities: [
      land('liuqiao', '柳桥社区', 4, '柳桥新苑', '垂柳小区'),
      land('shuyuan', '书院社区', 4, '书院里', '墨香苑'),
      land('nantang', '南塘社区', 4, '南塘人家', '荷风小区'),
      land('wangyun', '望云社区', 5, '望云府', '云栖里小区'),
    ],
  },
  {
    key: 'qinghe',
    code: '003',
    name: '青禾街道',
    island: false,
    roads: ['青禾路', '稻香路', '纺织路', '工园一路', '工园二路', '麦浪街', '水渠路'],
    communities: [
      land('qinghe', '青禾社区', 4, '青禾嘉园', '禾苗小区'),
      land('daoxiang', '稻香社区', 3, '稻香小区', '秋实里'),
      land('gongyuan', '工园社区', 4, '工园公寓', '纺织新村'),
    ],
  },
  {
    key: 'ouyu',
    code: '100',
    name: '鸥屿镇',
    island: true,
    roads: ['环岛路', '码头路', '渔火街', '东岙路', '西岙路', '晒网巷'],
    communities: [
      land('dongao', '东岙社区', 3, '东岙渔家', '海景小区'),
      land('xiao', '西岙社区', 3, '西岙渔家', '补网里'),
      { key: 'yugang', name: '渔港社区', grids: 5, estates: [], kind: 'sea' },
    ],
  },
];

/** Grids that are cut out of basic ones for one purpose. */
export const CUT_OUTS = [
  { kind: 'road', community: 'guanhai', name: '观海大道道路网格', landmark: '观海大道' },
  { kind: 'dedicated', community: 'yushi', name: '渔市综合市场专属网格', landmark: '渔市综合市场' },
  { kind: 'dedicated', community: 'gongyuan', name: '青禾产业园专属网格', landmark: '青禾产业园' },
  { kind: 'site', community: 'shuyuan', name: '书院路学校单位网格', landmark: '书院路小学' },
] as const;

/** Places that everybody there knows. */
export const LANDMARKS: Readonly<Record<string, readonly string[]>> = {
  tingtao: ['渔市综合市场', '灯塔广场', '银滩公园', '听涛客运站', '观海小学'],
  liuqiao: ['柳桥公园', '书院路小学', '南塘菜市场', '望云卫生院', '石桥文化站'],
  qinghe: ['青禾产业园', '稻香广场', '纺织俱乐部', '青禾农贸市场', '水渠闸口'],
  ouyu: ['鸥屿客运码头', '渔港避风坞', '东岙晒网场', '西岙卫生站', '环岛路观景台'],
};
