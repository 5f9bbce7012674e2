/** What people type in one language and mean in the other: [Korean, English]. Search asks for both (domain.md 10.3/32). */
const artists = [
  ['방탄소년단', 'BTS'],
  ['블랙핑크', 'BLACKPINK'],
  ['뉴진스', 'NewJeans'],
  ['아이브', 'IVE'],
  ['에스파', 'aespa'],
  ['르세라핌', 'LE SSERAFIM'],
  ['세븐틴', 'SEVENTEEN'],
  ['스트레이 키즈', 'Stray Kids'],
  ['투모로우바이투게더', 'TOMORROW X TOGETHER'],
  ['엔하이픈', 'ENHYPEN'],
  ['트와이스', 'TWICE'],
  ['레드벨벳', 'Red Velvet'],
  ['엑소', 'EXO'],
  ['샤이니', 'SHINee'],
  ['엔시티', 'NCT'],
  ['있지', 'ITZY'],
  ['아이들', 'i-dle'],
  ['스테이씨', 'STAYC'],
  ['엔믹스', 'NMIXX'],
  ['베이비몬스터', 'BABYMONSTER'],
  ['빅뱅', 'BIGBANG'],
  ['아이유', 'IU'],
  ['태연', 'TAEYEON'],
  ['에이티즈', 'ATEEZ'],
  ['더보이즈', 'THE BOYZ'],
  ['몬스타엑스', 'MONSTA X'],
  ['데이식스', 'DAY6'],
  ['제로베이스원', 'ZEROBASEONE'],
  ['라이즈', 'RIIZE'],
  ['보이넥스트도어', 'BOYNEXTDOOR'],
] as const;

const words = [
  ['콘서트', 'concert'],
  ['뮤지컬', 'musical'],
  ['농구', 'basketball'],
  ['축제', 'festival'],
  ['서울', 'Seoul'],
  ['부산', 'Busan'],
  ['인천', 'Incheon'],
] as const;

const pairs = (list: readonly (readonly [string, string])[], entityType: string) =>
  list.map(([korean, english]) => ({ korean, english, entity_type: entityType }));

export const keywords = [...pairs(artists, 'artist'), ...pairs(words, 'word')];
