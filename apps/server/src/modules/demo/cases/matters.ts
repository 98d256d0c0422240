import type { PictureName } from './pictures.ts';

/** Where such a thing happens: along a road, in an estate, at a landmark, at sea, or on the shore. */
export type Scene = 'road' | 'estate' | 'landmark' | 'sea';
export type Season = 'all' | 'summer' | 'winter' | 'rain' | 'festival';
/** Who tells of it mostly: grid workers on patrol, residents, or the technology. */
export type Teller = 'patrol' | 'resident' | 'service';

export interface MatterPlan {
  /** `system/code`. */
  readonly matter: string;
  readonly weight: number;
  readonly season: Season;
  readonly scene: Scene;
  readonly teller: Teller;
  readonly picture: PictureName | null;
  /** Communities where it keeps coming back. */
  readonly hot: readonly string[];
  /** `{p}` is the place. */
  readonly texts: readonly string[];
  readonly result: string;
}

type Rest = Partial<Pick<MatterPlan, 'season' | 'picture' | 'hot'>>;
const event = (code: string, weight: number, scene: Scene, texts: readonly string[], result: string, rest: Rest = {}) =>
  plan(`city-events/${code}`, weight, scene, 'patrol', texts, result, rest);
const part = (code: string, weight: number, scene: Scene, texts: readonly string[], result: string, rest: Rest = {}) =>
  plan(`city-components/${code}`, weight, scene, 'patrol', texts, result, rest);
const life = (code: string, weight: number, scene: Scene, texts: readonly string[], result: string, rest: Rest = {}) =>
  plan(
    `governance/${code}`,
    weight,
    scene,
    Number(code.slice(0, 2)) >= 3 && Number(code.slice(0, 2)) <= 4 ? 'service' : 'resident',
    texts,
    result,
    rest,
  );

function plan(
  matter: string,
  weight: number,
  scene: Scene,
  teller: Teller,
  texts: readonly string[],
  result: string,
  rest: Rest,
): MatterPlan {
  return {
    matter,
    weight,
    scene,
    teller,
    texts,
    result,
    season: rest.season ?? 'all',
    picture: rest.picture ?? null,
    hot: rest.hot ?? [],
  };
}

/** What happens in the county, how often, where and when. */
export const MATTERS: readonly MatterPlan[] = [
  event(
    '0110',
    90,
    'road',
    ['{p}路边有成堆生活垃圾，约一平方米。', '{p}人行道上暴露垃圾未清，有异味。'],
    '垃圾已清运，地面已冲洗。',
    { picture: 'rubbish', hot: ['yushi', 'nantang'], season: 'summer' },
  ),
  event('0192', 60, 'estate', ['{p}垃圾桶满溢，垃圾落在地上。', '{p}投放点两只桶装满未清。'], '已增加一次清运，桶身已擦洗。', {
    picture: 'rubbish',
    hot: ['wangyun'],
    season: 'festival',
  }),
  event('0112', 50, 'road', ['{p}路面有泥沙，车过扬尘。', '{p}落叶积存，排水口附近较多。'], '已清扫并洒水。', {
    hot: ['gongyuan'],
  }),
  event('0111', 12, 'road', ['{p}空地堆有装修渣土。'], '渣土已运至消纳点。', { picture: 'rubbish' }),
  event('0113', 30, 'road', ['{p}机动车道有坑槽，长约六十厘米。', '{p}路面龟裂沉陷。'], '坑槽已修补压实。', {
    picture: 'road',
    hot: ['gongyuan', 'qinghe'],
    season: 'rain',
  }),
  event('0117', 28, 'road', ['{p}绿化带内有杂物和纸屑。'], '绿地已清理。', { hot: ['liuqiao'] }),
  event('0121', 10, 'road', ['{p}行道树叶片有虫害。'], '已施药并修剪病枝。', { season: 'summer' }),
  event('0125', 18, 'sea', ['{p}近岸有漂浮泡沫和废网。', '{p}避风坞水面有油花和垃圾。'], '已打捞清运上岸。', {
    season: 'summer',
  }),
  event('0128', 26, 'road', ['{p}店铺音箱外放，声音很大。', '{p}夜市摊位用喇叭叫卖。'], '已劝导调低音量，收起外放音箱。', {
    season: 'summer',
    hot: ['yushi'],
  }),
  event('0136', 20, 'estate', ['{p}单元门口堆放建材，通行不便。'], '物料已清走。'),
  event('0201', 40, 'road', ['{p}电线杆上新贴小广告十余张。', '{p}墙面有喷涂广告。'], '小广告已清除。', { hot: ['shuyuan'] }),
  event('0304', 22, 'road', ['{p}工地未洒水，扬尘明显。'], '已覆盖裸土并开启喷淋。', {
    season: 'winter',
    hot: ['gongyuan', 'wangyun'],
  }),
  event('0401', 44, 'landmark', ['{p}门口有流动摊贩占道。'], '摊贩已劝离，路面已清。', { picture: 'vendor', hot: ['yushi'] }),
  event('0405', 46, 'road', ['{p}店外摆放货架，占用人行道。'], '货物已收回店内。', {
    picture: 'vendor',
    hot: ['yushi', 'nantang'],
  }),
  event('0410', 30, 'landmark', ['{p}门前电动车乱停，盲道被占。'], '车辆已摆放整齐。'),
  event('0496', 14, 'estate', ['{p}消防通道停有机动车，消防车无法通过。'], '车辆已移走，通道已施划标线。', { picture: 'exit' }),
  event('0506', 12, 'road', ['{p}雨后积水，深约二十厘米。'], '已抽排，雨水口已疏通。', { season: 'rain', hot: ['nantang'] }),
  event('0503', 14, 'road', ['{p}污水从井口溢出。'], '管道已疏通并冲洗。', { season: 'rain', hot: ['nantang', 'liuqiao'] }),
  part('0102', 22, 'road', ['{p}污水井盖移位，露出约十厘米。', '{p}井盖破损，有缺口。'], '井盖已更换并固定。', {
    picture: 'manhole',
  }),
  part('0103', 16, 'road', ['{p}雨水井盖车过时响动。', '{p}雨水井盖缺失。'], '井盖已更换，已加防响圈。', {
    picture: 'manhole',
    season: 'rain',
  }),
  part('0137', 34, 'road', ['{p}两盏路灯夜间不亮。', '{p}路灯罩脱落下垂。'], '已更换灯具，恢复照明。', {
    picture: 'lamp',
    season: 'winter',
  }),
  part('0217', 12, 'road', ['{p}交通护栏倾倒一节。'], '护栏已扶正并加固。'),
  part('0284', 16, 'road', ['{p}人行道砖松动，缺失五块。'], '人行道砖已补齐。', { picture: 'road' }),
  part('0305', 20, 'landmark', ['{p}旁果皮箱箱门损坏。'], '果皮箱已维修。'),
  part('0402', 16, 'road', ['{p}行道树枝条压低，碰到行人。'], '已修剪。', { season: 'summer' }),
  part('0507', 8, 'sea', ['{p}岸边护栏松动一段。'], '护栏已加固。'),
  life('010101', 20, 'estate', ['{p}楼上夜间走动和拖椅声影响休息，请求调解。'], '双方已到场调解，约定夜间安静时段。', {
    hot: ['wangyun'],
  }),
  life('010102', 14, 'estate', ['{p}卫生间渗水到楼下，请求协调维修。'], '已查明渗水点并完成维修。'),
  life('010303', 16, 'estate', ['{p}住户因车位使用发生争执。'], '已调解，重新登记车位使用人。'),
  life('010401', 6, 'landmark', ['{p}附近工地工人反映工资未按月发放。'], '工资已补发，并签订按月支付承诺。', {
    season: 'winter',
  }),
  life('010502', 9, 'landmark', ['{p}旁健身店关门，预付卡未退费。'], '已协调退费到账。'),
  life(
    '020102',
    30,
    'estate',
    ['{p}有人把电线从窗口拉下给电动车充电。', '{p}楼道内停放充电电动车。'],
    '已拆除飞线，引导至充电棚。',
    { picture: 'exit', hot: ['wangyun', 'gongyuan'] },
  ),
  life('020104', 24, 'estate', ['{p}三楼楼道堆放纸箱和旧家具。'], '楼道已清空。', { picture: 'exit' }),
  life('020303', 10, 'estate', ['{p}电梯中途停梯，门打不开过一次。'], '电梯已检修并出具合格记录。'),
  life('020203', 8, 'estate', ['{p}楼道电线老化，外皮破损。'], '老化线路已更换。'),
  life('030101', 7, 'estate', ['{p}邻居反映一位独居老人两天未出门。'], '已上门探望，老人平安，已纳入每日探访。', {
    season: 'winter',
  }),
  life('030202', 8, 'estate', ['{p}家庭因病支出大，申请临时救助。'], '救助申请已受理并发放。'),
  life('040101', 14, 'landmark', ['{p}附近老人行动不便，请求上门办理证件。'], '已上门办理。'),
  life('040204', 16, 'estate', ['{p}停电半天，请尽快恢复。', '{p}水压很小，三楼以上没有水。'], '已抢修恢复供应。', {
    season: 'summer',
  }),
  life('040301', 9, 'estate', ['{p}希望在楼下增加两条座椅。'], '已安装座椅。'),
  life('050101', 22, 'estate', ['{p}楼道多日未打扫。'], '已安排保洁，公示清扫时间。'),
  life('050201', 14, 'road', ['{p}餐饮店油烟直排，居民无法开窗。'], '已清洗净化设备并复测。', { hot: ['yushi'] }),
  life('050202', 22, 'landmark', ['{p}广场音响晚上九点后仍在播放。'], '已约定时段与音量。', { season: 'summer' }),
  life('060102', 20, 'estate', ['{p}门禁损坏多日，物业未修。'], '门禁已修复。'),
  life('060201', 20, 'estate', ['{p}小区内车辆乱停，堵住单元门。'], '车辆已移走，已划线。'),
  life('070102', 18, 'landmark', ['{p}门前路口两侧违停，公交车难以通过。'], '已疏导并加设禁停标志。'),
  life('080101', 18, 'road', ['{p}工地夜里十一点仍在浇筑，影响休息。'], '已责令停止夜间施工。', {
    season: 'summer',
    hot: ['wangyun', 'gongyuan'],
  }),
  life('080201', 8, 'estate', ['{p}顶楼正在搭建阳光房。'], '已拆除并恢复原状。'),
  life('090104', 10, 'estate', ['{p}有人遛狗不牵绳。'], '已劝导并登记。'),
  life('100101', 14, 'landmark', ['{p}附近居民咨询旧房改造补贴办法。'], '已电话答复并寄送材料。'),
  life('100201', 12, 'estate', ['{p}建议定期公布维修资金使用情况。'], '建议已采纳，每季度公示。'),
  life('100301', 8, 'estate', ['感谢{p}网格员冒雨帮忙转移物品。'], '已转达并记录。', { season: 'rain' }),
];

/** Months in which a season shows, with how much more of it there is. */
const SEASONS: Readonly<Record<Season, Readonly<Record<number, number>>>> = {
  all: {},
  summer: { 5: 1.3, 6: 1.7, 7: 2.2, 8: 2.2, 9: 1.4, 12: 0.6, 1: 0.5, 2: 0.5 },
  winter: { 11: 1.5, 12: 2, 1: 2.2, 2: 1.7, 6: 0.6, 7: 0.5, 8: 0.5 },
  rain: { 5: 1.4, 6: 2.6, 7: 1.8, 8: 1.6, 9: 1.8, 1: 0.4, 12: 0.4 },
  festival: { 1: 1.8, 2: 2.2, 5: 1.2, 10: 1.6 },
};

/** Weight of a matter in a month, 1 to 12. */
export const weightIn = ({ weight, season }: MatterPlan, month: number): number => weight * (SEASONS[season][month] ?? 1);
