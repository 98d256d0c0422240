/** Who leads: a unit by key, or `@build`, `@safety`, `@service` for a section of the street and `@community` for the committee where the case lies. */
export type Lead = string;

/** `system/code`, where a shorter code stands for everything below it. The longest that fits wins. */
export const DUTIES: Readonly<Record<string, { readonly lead: Lead; readonly support?: readonly string[] }>> = {
  'city-events/01': { lead: 'urban' },
  ...each('city-events', 'sanitation', '0110 0111 0112 0114 0131 0132 0135 0137 0192 0193'),
  ...each('city-events', 'greening', '0117 0118 0121 0122 0179 0190 0191'),
  ...each('city-events', 'water', '0125 0126 0130 0181 0182'),
  ...each('city-events', 'housing', '0113 0183 0196'),
  'city-events/0120': { lead: 'environment', support: ['urban'] },
  'city-events/0128': { lead: 'police', support: ['urban'] },
  'city-events/0133': { lead: 'health', support: ['sanitation'] },
  'city-events/0180': { lead: 'power' },
  'city-events/02': { lead: 'urban' },
  'city-events/03': { lead: 'housing' },
  'city-events/0301': { lead: 'environment', support: ['housing'] },
  'city-events/0304': { lead: 'environment', support: ['housing'] },
  ...each('city-events', 'urban', '0311 0312'),
  'city-events/04': { lead: 'urban' },
  'city-events/0496': { lead: 'fire', support: ['police'] },
  'city-events/0498': { lead: 'market', support: ['urban'] },
  'city-events/05': { lead: 'emergency' },
  ...each('city-events', 'water', '0501 0503 0506'),
  ...each('city-events', 'gas', '0502 0504'),
  'city-events/0505': { lead: 'housing', support: ['police'] },
  'city-events/0507': { lead: 'sanitation' },
  'city-events/0508': { lead: 'power' },
  'city-events/0596': { lead: 'housing' },
  'city-events/06': { lead: 'urban' },
  'city-events/0696': { lead: 'water' },
  'city-events/0698': { lead: 'traffic' },
  'city-components/01': { lead: 'housing' },
  ...each('city-components', 'water', '0101 0102 0103 0104 0125 0193'),
  ...each('city-components', 'power', '0106 0128 0129 0130 0137 0138 0139 0154 0178'),
  ...each('city-components', 'gas', '0110 0111 0149 0157 0192'),
  'city-components/0114': { lead: 'greening' },
  'city-components/0118': { lead: 'sanitation' },
  'city-components/0146': { lead: '@build' },
  'city-components/02': { lead: 'traffic' },
  ...each('city-components', 'housing', '0206 0207 0208 0209 0284 0285 0286'),
  'city-components/03': { lead: 'sanitation' },
  ...each('city-components', 'urban', '0306 0307'),
  'city-components/0308': { lead: '@build' },
  'city-components/04': { lead: 'greening' },
  'city-components/05': { lead: 'emergency' },
  ...each('city-components', 'water', '0506 0507 0508'),
  'governance/01': { lead: '@safety' },
  'governance/0103': { lead: 'housing', support: ['@safety'] },
  'governance/0104': { lead: 'labour' },
  'governance/0105': { lead: 'market' },
  'governance/0106': { lead: 'housing' },
  'governance/010701': { lead: 'health' },
  'governance/010703': { lead: 'police' },
  'governance/02': { lead: 'emergency' },
  'governance/0201': { lead: 'fire', support: ['@community'] },
  'governance/0202': { lead: 'gas' },
  'governance/020203': { lead: 'power', support: ['@community'] },
  'governance/0203': { lead: 'housing' },
  'governance/0204': { lead: 'market' },
  'governance/020601': { lead: 'water' },
  'governance/020603': { lead: 'water' },
  'governance/03': { lead: 'civil', support: ['@community'] },
  'governance/0305': { lead: 'health', support: ['@community'] },
  'governance/04': { lead: '@service' },
  'governance/040201': { lead: 'labour' },
  'governance/040204': { lead: 'power' },
  'governance/0403': { lead: '@build' },
  'governance/05': { lead: '@community' },
  'governance/050102': { lead: 'sanitation' },
  'governance/050103': { lead: 'greening' },
  'governance/0502': { lead: 'environment' },
  'governance/050202': { lead: 'police' },
  'governance/050203': { lead: 'water' },
  'governance/06': { lead: '@community' },
  'governance/060101': { lead: 'housing', support: ['@community'] },
  'governance/060102': { lead: 'housing', support: ['@community'] },
  'governance/07': { lead: 'traffic' },
  'governance/070101': { lead: 'police' },
  'governance/070102': { lead: 'police' },
  'governance/070103': { lead: 'housing' },
  'governance/08': { lead: 'housing' },
  'governance/080101': { lead: 'environment' },
  'governance/0802': { lead: 'urban' },
  'governance/09': { lead: '@safety' },
  'governance/090101': { lead: 'police' },
  'governance/090102': { lead: 'police' },
  'governance/090103': { lead: 'police' },
  'governance/090104': { lead: 'urban' },
  'governance/090105': { lead: '@community' },
  'governance/10': { lead: '@service' },
};

function each(system: string, lead: Lead, codes: string) {
  return Object.fromEntries(codes.split(' ').map((code) => [`${system}/${code}`, { lead }]));
}

/** Where a contractor leads by contract instead of the department above it: matter, street, contractor. */
export const CONTRACTS: readonly { readonly matter: string; readonly street: string; readonly unit: string }[] = [
  { matter: 'city-events/0110', street: 'tingtao', unit: 'cleaning' },
  { matter: 'city-events/0112', street: 'tingtao', unit: 'cleaning' },
  { matter: 'city-events/0192', street: 'tingtao', unit: 'cleaning' },
  { matter: 'city-events/0117', street: 'liuqiao', unit: 'gardening' },
  { matter: 'city-events/0113', street: 'qinghe', unit: 'roadworks' },
  { matter: 'governance/060102', street: 'liuqiao', unit: 'anju' },
  { matter: 'governance/060102', street: 'tingtao', unit: 'haiyue' },
];

/** The duty that holds for a matter: its own or that of the nearest level above it. */
export function dutyOf(system: string, code: string): { readonly lead: Lead; readonly support: readonly string[] } {
  for (let length = code.length; length >= 2; length -= 2) {
    const duty = DUTIES[`${system}/${code.slice(0, length)}`];
    if (duty !== undefined) return { lead: duty.lead, support: duty.support ?? [] };
  }
  throw new Error(`nobody is responsible for ${system}/${code}`);
}

/** Key of the unit that a lead means where the case lies. */
export function unitKeyOf(lead: Lead, where: { readonly street: string; readonly community: string }): string {
  if (lead === '@community') return `community.${where.community}`;
  return lead.startsWith('@') ? `${where.street}.${lead.slice(1)}` : lead;
}

const LAW: Readonly<Record<string, string>> = {
  urban: '依市容和环境卫生方面的行政法规，市容秩序由城市管理执法部门负责（演示表述）',
  sanitation: '依市容和环境卫生方面的行政法规，道路和公共场所保洁由环卫部门负责（演示表述）',
  greening: '依城市绿化方面的行政法规，公共绿地由园林部门养护（演示表述）',
  housing: '依建设和物业管理方面的法规，由住房城乡建设部门负责（演示表述）',
  traffic: '依公路和道路运输方面的法规，由交通运输部门负责（演示表述）',
  water: '依城镇排水、供水和河道管理方面的法规，由水务部门负责（演示表述）',
  power: '依供电合同和电力设施保护方面的法规，由供电企业负责（演示表述）',
  gas: '依城镇燃气管理方面的法规，由燃气经营企业负责（演示表述）',
  emergency: '依突发事件应对和安全生产方面的法律，由应急管理部门牵头（演示表述）',
  fire: '依消防方面的法律，消防通道和设施由消防救援机构监督（演示表述）',
  civil: '依社会救助方面的规定，由民政部门负责（演示表述）',
  labour: '依劳动保障监察方面的规定，由人力资源社会保障部门负责（演示表述）',
  market: '依消费者权益和食品安全方面的法律，由市场监管部门负责（演示表述）',
  environment: '依噪声和大气污染防治方面的法律，由生态环境部门负责（演示表述）',
  police: '依道路交通安全和噪声污染防治方面的法律，由公安机关负责（演示表述）',
  health: '依医疗卫生方面的法律，由卫生健康部门负责（演示表述）',
};

/** The ground of a duty, in our own words and marked as such. */
export const legalBasisOf = (unitKey: string): string =>
  LAW[unitKey] ?? '依本县（演示）权责清单，由属地街道、社区或签约单位承担（演示表述）';
