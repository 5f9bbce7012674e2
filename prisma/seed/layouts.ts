/** A block of rows with the same price. Rows are numbered through the whole house: `startRow` is the first of this section. */
export interface LayoutSection {
  readonly name: string;
  readonly rows: number;
  readonly seatsPerRow: number;
  /** Won. */
  readonly price: number;
  readonly startRow: number;
}

export interface SeedLayout {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly totalSeats: number;
  readonly sections: readonly LayoutSection[];
}

// Numbers from domain.md 2.2; the test adds the sections up again.
export const smallTheater: SeedLayout = {
  id: '10000000-0000-4000-8000-000000000001',
  name: 'small_theater',
  description: 'Small theatre',
  totalSeats: 265,
  sections: [
    { name: 'VIP', rows: 3, seatsPerRow: 10, price: 150_000, startRow: 1 },
    { name: 'R', rows: 5, seatsPerRow: 15, price: 100_000, startRow: 4 },
    { name: 'S', rows: 8, seatsPerRow: 20, price: 70_000, startRow: 9 },
  ],
};

export const largeTheater: SeedLayout = {
  id: '10000000-0000-4000-8000-000000000002',
  name: 'large_theater',
  description: 'Large theatre',
  totalSeats: 1250,
  sections: [
    { name: 'VIP', rows: 5, seatsPerRow: 20, price: 200_000, startRow: 1 },
    { name: 'R', rows: 10, seatsPerRow: 30, price: 150_000, startRow: 6 },
    { name: 'S', rows: 15, seatsPerRow: 30, price: 100_000, startRow: 16 },
    { name: 'A', rows: 10, seatsPerRow: 40, price: 70_000, startRow: 31 },
  ],
};

export const sportsStadium: SeedLayout = {
  id: '10000000-0000-4000-8000-000000000003',
  name: 'sports_stadium',
  description: 'Sports stadium',
  totalSeats: 4900,
  sections: [
    { name: 'Floor1', rows: 20, seatsPerRow: 50, price: 80_000, startRow: 1 },
    { name: 'Floor2', rows: 30, seatsPerRow: 60, price: 50_000, startRow: 21 },
    { name: 'Floor3', rows: 30, seatsPerRow: 70, price: 30_000, startRow: 51 },
  ],
};

export const layouts: readonly SeedLayout[] = [smallTheater, largeTheater, sportsStadium];
