import type { KeywordMapping } from './event-search.ts';

const places = {
  서울: 'Seoul',
  부산: 'Busan',
  인천: 'Incheon',
  대구: 'Daegu',
  대전: 'Daejeon',
  광주: 'Gwangju',
  울산: 'Ulsan',
  수원: 'Suwon',
  고양: 'Goyang',
  일산: 'Ilsan',
  제주: 'Jeju',
  잠실: 'Jamsil',
  송파: 'Songpa',
  올림픽: 'Olympic',
  강남: 'Gangnam',
  고척: 'Gocheok',
  구로: 'Guro',
  광진: 'Gwangjin',
  마포: 'Mapo',
  상암: 'Sangam',
  난지: 'Nanji',
  한강: 'Hangang',
  홍대: 'Hongdae',
  여의도: 'Yeouido',
  용산: 'Yongsan',
  한남: 'Hannam',
  장충: 'Jangchung',
  대학로: 'Daehangno',
  종로: 'Jongno',
  해운대: 'Haeundae',
} as const;

/**
 * Cities and districts in both languages: venues are stored under either name, and people look for "잠실", not for
 * "Jamsil Students Gymnasium". Data of the language, not of the shop, so it stands here beside the table keyword_mappings.
 */
export const placeNames: readonly KeywordMapping[] = Object.entries(places).map(([korean, english]) => ({
  korean,
  english,
}));
