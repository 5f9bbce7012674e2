import { largeTheater, type SeedLayout, smallTheater, sportsStadium } from './layouts.ts';
import { type SeedEvent, type TicketTypeSeed, tour } from './seed-event.ts';

const standing = (id: string, name: string, price: number, quantity: number): TicketTypeSeed => ({
  id,
  name,
  price,
  quantity,
});

/** On sale from the first minute, with fixed ids, so that the demo, the tests and a reader can name them. */
export const mainEvents = {
  concert: {
    id: '20000000-0000-4000-8000-000000000001',
    title: 'IU Concert: The Winter Garden',
    description: 'One night with a full band.',
    venue: 'Blue Square Mastercard Hall',
    address: '294 Itaewon-ro, Yongsan-gu, Seoul',
    artist: 'IU',
    layout: largeTheater,
    ticketTypes: [],
    eventInDays: 30,
    saleStartsInDays: -3,
    saleEndsInDays: 29,
  },
  musical: {
    id: '20000000-0000-4000-8000-000000000002',
    title: 'Musical: The Lighthouse Keeper',
    description: 'An original musical in two acts.',
    venue: 'Daehangno Arts Theater',
    address: '17 Daehak-ro 8-gil, Jongno-gu, Seoul',
    artist: null,
    layout: smallTheater,
    ticketTypes: [],
    eventInDays: 45,
    saleStartsInDays: -3,
    saleEndsInDays: 44,
  },
  basketball: {
    id: '20000000-0000-4000-8000-000000000003',
    title: 'Basketball: Seoul against Busan',
    description: 'The first game of the final series.',
    venue: 'Jamsil Students Gymnasium',
    address: '25 Olympic-ro, Songpa-gu, Seoul',
    artist: null,
    layout: sportsStadium,
    ticketTypes: [],
    eventInDays: 21,
    saleStartsInDays: -3,
    saleEndsInDays: 20,
  },
} as const satisfies Record<string, SeedEvent>;

/** Without a layout nobody has a seat: tickets are counted by type. */
export const standingEvents = {
  festival: {
    id: '20000000-0000-4000-8000-000000000011',
    title: 'Han River Summer Festival',
    description: 'Two stages, one lawn, no seats.',
    venue: 'Nanji Hangang Park',
    address: '162 Hangangnanji-ro, Mapo-gu, Seoul',
    artist: null,
    layout: null,
    ticketTypes: [
      standing('30000000-0000-4000-8000-000000000011', 'One day', 88_000, 5000),
      standing('30000000-0000-4000-8000-000000000012', 'Two days', 150_000, 3000),
      standing('30000000-0000-4000-8000-000000000013', 'Camping', 210_000, 200),
    ],
    eventInDays: 60,
    saleStartsInDays: -3,
    saleEndsInDays: 59,
  },
  clubNight: {
    id: '20000000-0000-4000-8000-000000000012',
    title: 'DAY6 Standing Live',
    description: 'A small hall and an early evening.',
    venue: 'Rolling Hall',
    address: '35 Eoulmadang-ro, Mapo-gu, Seoul',
    artist: 'DAY6',
    layout: null,
    ticketTypes: [
      standing('30000000-0000-4000-8000-000000000021', 'Standing', 77_000, 400),
      standing('30000000-0000-4000-8000-000000000022', 'Standing with early entry', 99_000, 100),
    ],
    eventInDays: 25,
    saleStartsInDays: -3,
    saleEndsInDays: 24,
  },
  busanRave: {
    id: '20000000-0000-4000-8000-000000000013',
    title: 'Busan Harbour Night',
    description: 'Open air at the port until midnight.',
    venue: 'Busan Port International Passenger Terminal',
    address: '206 Chungjang-daero, Dong-gu, Busan',
    artist: null,
    layout: null,
    ticketTypes: [standing('30000000-0000-4000-8000-000000000031', 'Standing', 55_000, 2500)],
    eventInDays: 40,
    saleStartsInDays: 3,
    saleEndsInDays: 39,
  },
} as const satisfies Record<string, SeedEvent>;

interface House {
  readonly venue: string;
  readonly address: string;
  readonly layout: SeedLayout;
}
const dome: House = { venue: 'KSPO Dome', address: '424 Olympic-ro, Songpa-gu, Seoul', layout: sportsStadium };
const hall: House = { venue: 'Jangchung Arena', address: '241 Dongho-ro, Jung-gu, Seoul', layout: largeTheater };
const busan: House = { venue: 'BEXCO Auditorium', address: '55 APEC-ro, Haeundae-gu, Busan', layout: largeTheater };
const club: House = {
  venue: 'Yes24 Live Hall',
  address: '20 Gucheonmyeon-ro, Gwangjin-gu, Seoul',
  layout: smallTheater,
};

/** Twenty-two tours, spread over sales that have ended, are running and are to come. */
const tours: readonly SeedEvent[] = [
  tour(1, 'BTS', dome, { eventInDays: 50, saleStartsInDays: 1 }),
  tour(2, 'BLACKPINK', dome, { eventInDays: 35, saleStartsInDays: -3 }),
  tour(3, 'NewJeans', hall, { eventInDays: 40, saleStartsInDays: -2 }),
  tour(4, 'IVE', hall, { eventInDays: 44, saleStartsInDays: 2 }),
  tour(5, 'aespa', hall, { eventInDays: 28, saleStartsInDays: -6 }),
  tour(6, 'LE SSERAFIM', busan, { eventInDays: 52, saleStartsInDays: 5 }),
  tour(7, 'SEVENTEEN', dome, { eventInDays: 70, saleStartsInDays: 14 }),
  tour(8, 'Stray Kids', dome, { eventInDays: 65, saleStartsInDays: 10 }),
  tour(9, 'TOMORROW X TOGETHER', hall, { eventInDays: 33, saleStartsInDays: -5 }),
  tour(10, 'ENHYPEN', busan, { eventInDays: 58, saleStartsInDays: 7 }),
  tour(11, 'TWICE', hall, { eventInDays: 24, saleStartsInDays: -8 }),
  tour(12, 'Red Velvet', club, { eventInDays: 38, saleStartsInDays: -1 }),
  tour(13, 'EXO', hall, { eventInDays: 80, saleStartsInDays: 21 }),
  tour(14, 'SHINee', club, { eventInDays: 19, saleStartsInDays: -12 }),
  tour(15, 'ITZY', club, { eventInDays: 47, saleStartsInDays: 4 }),
  tour(16, 'STAYC', club, { eventInDays: 15, saleStartsInDays: -15 }),
  tour(17, 'NMIXX', club, { eventInDays: 55, saleStartsInDays: 9 }),
  tour(18, 'BABYMONSTER', club, { eventInDays: 62, saleStartsInDays: 12 }),
  tour(19, 'ATEEZ', busan, { eventInDays: 12, saleStartsInDays: -20 }),
  tour(20, 'MONSTA X', club, { eventInDays: 75, saleStartsInDays: 18 }),
  tour(21, 'TAEYEON', hall, { eventInDays: -2, saleStartsInDays: -40 }),
  tour(22, 'RIIZE', club, { eventInDays: -10, saleStartsInDays: -50 }),
];

export const events: readonly SeedEvent[] = [...Object.values(mainEvents), ...Object.values(standingEvents), ...tours];
