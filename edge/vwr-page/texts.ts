/** The languages of the waiting page. */
export type Language = 'ko' | 'en';

/** Everything that the waiting page says, in one language. Counts come as numbers and are spelt by `number`. */
export interface Texts {
  readonly otherDevice: string;
  readonly otherDeviceHint: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly saveReceipt: string;
  readonly sound: string;
  readonly languages: string;
  readonly title: string;
  readonly join: string;
  readonly joining: string;
  readonly place: string;
  readonly entry: string;
  readonly ahead: string;
  readonly wait: string;
  readonly progress: string;
  readonly keep: string;
  readonly before: string;
  readonly beforeTitle: (left: string) => string;
  readonly lottery: string;
  readonly drawing: string;
  readonly line: string;
  readonly held: string;
  readonly turn: string;
  readonly turnHint: string;
  readonly enter: string;
  readonly closed: string;
  readonly closedHint: string;
  readonly toEvent: string;
  readonly offline: string;
  readonly trouble: string;
  readonly placeSafe: string;
  readonly back: string;
  readonly notFound: string;
  readonly home: string;
  readonly reload: string;
  readonly reloadOff: string;
  readonly reloadOn: string;
  readonly people: (count: string) => string;
  readonly waitTitle: (wait: string) => string;
  readonly announce: (place: string, ahead: string, wait: string) => string;
  readonly unknownWait: string;
  readonly soon: string;
  readonly minutes: (from: number, to: number) => string;
  readonly hours: (from: number, to: number) => string;
  readonly longerThan: (minutes: number) => string;
}

const ko: Texts = {
  otherDevice: '다른 기기에서 이어서 기다리기',
  otherDeviceHint: '이 링크를 가진 사람은 내 순번을 함께 씁니다. 본인 기기에서만 여세요.',
  copyLink: '링크 복사',
  copied: '복사했습니다',
  saveReceipt: '순번 영수증 저장',
  sound: '내 차례가 되면 소리로 알림',
  languages: '언어',
  title: '대기실',
  join: '줄 서기',
  joining: '순번을 받는 중입니다…',
  place: '내 순번',
  entry: '참가 번호',
  ahead: '내 앞',
  wait: '예상 대기 시간',
  progress: '대기 진행',
  keep: '새로 고침하거나 창을 닫아도 순번은 유지됩니다.',
  before: '시작까지',
  beforeTitle: (left) => `${left} 후 시작`,
  lottery: '시작 전에 온 모든 사람의 순서를 시작할 때 추첨으로 정합니다. 일찍 왔다고 유리하지 않습니다.',
  drawing: '지금 순서를 추첨하고 있습니다.',
  line: '먼저 온 순서대로 입장합니다. 이 페이지를 열어 두세요.',
  held: '입장이 잠시 멈췄습니다. 순번은 그대로입니다.',
  turn: '내 차례입니다!',
  turnHint: '잠시 후 예매 페이지로 이동합니다.',
  enter: '지금 입장',
  closed: '대기실이 닫혔습니다',
  closedHint: '지금은 입장할 수 없습니다.',
  toEvent: '공연 페이지로',
  offline: '인터넷 연결이 끊겼습니다.',
  trouble: '잠시 응답이 없습니다. 자동으로 다시 시도합니다.',
  placeSafe: '순번은 안전하게 유지됩니다.',
  back: '다시 연결되었습니다.',
  notFound: '이런 대기실은 없습니다.',
  home: '처음으로',
  reload: '지금 새로 고침',
  reloadOff: '자동 새로 고침 끄기',
  reloadOn: '자동 새로 고침 켜기',
  people: (count) => `${count}명`,
  waitTitle: (wait) => `${wait} 대기`,
  announce: (place, ahead, wait) => `순번 ${place}, 앞에 ${ahead}명, 예상 대기 ${wait}.`,
  unknownWait: '아직 알 수 없음',
  soon: '1분 이내',
  minutes: (from, to) => (from === to ? `약 ${from}분` : `${from}~${to}분`),
  hours: (from, to) => (from === to ? `약 ${from}시간` : `${from}~${to}시간`),
  longerThan: (minutes) => `${minutes}분 이상`,
};

const en: Texts = {
  otherDevice: 'Go on waiting on another device',
  otherDeviceHint: 'Whoever has this link shares your place. Open it on your own devices only.',
  copyLink: 'Copy link',
  copied: 'Copied',
  saveReceipt: 'Save the receipt of my place',
  sound: 'Play a sound when it is my turn',
  languages: 'Language',
  title: 'Waiting room',
  join: 'Join the line',
  joining: 'Getting your place…',
  place: 'Your place',
  entry: 'Your entry number',
  ahead: 'Ahead of you',
  wait: 'Expected wait',
  progress: 'Progress of the line',
  keep: 'You keep your place if you reload or close this page.',
  before: 'Opens in',
  beforeTitle: (left) => `Opens in ${left}`,
  lottery: 'At the opening, the order of everybody who is here by then is drawn by lot. Coming early is no advantage.',
  drawing: 'The order is being drawn now.',
  line: 'People enter in the order in which they came. Keep this page open.',
  held: 'Nobody is let in for the moment. Your place stays the same.',
  turn: 'It is your turn!',
  turnHint: 'You are taken to the booking page in a moment.',
  enter: 'Enter now',
  closed: 'The waiting room is closed',
  closedHint: 'Nobody can enter now.',
  toEvent: 'To the page of the event',
  offline: 'You are offline.',
  trouble: 'No answer for the moment. We keep trying.',
  placeSafe: 'Your place is safe.',
  back: 'Connected again.',
  notFound: 'There is no such waiting room.',
  home: 'To the front page',
  reload: 'Reload now',
  reloadOff: 'Stop reloading by itself',
  reloadOn: 'Reload by itself',
  people: (count) => (count === '1' ? '1 person' : `${count} people`),
  waitTitle: (wait) => `Wait ${wait}`,
  announce: (place, ahead, wait) => `Place ${place}, ${ahead} ahead of you, expected wait ${wait}.`,
  unknownWait: 'not known yet',
  soon: 'less than a minute',
  minutes: (from, to) => (from === to ? `about ${from} min` : `${from} to ${to} min`),
  hours: (from, to) => (from === to ? `about ${from} h` : `${from} to ${to} h`),
  longerThan: (minutes) => `more than ${minutes} min`,
};

/** All texts by language. */
export const texts: Readonly<Record<Language, Texts>> = { ko, en };

/**
 * The first of the wanted languages that we speak; English for people who want neither.
 * @param wanted tags such as `ko-KR`, the dearest first, as browsers and Accept-Language name them
 */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    if (language === 'ko' || language === 'en') return language;
  }
  return 'en';
}
