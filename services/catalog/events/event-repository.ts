import type { PrismaClient } from '../../../prisma/generated/ticket_db/client.ts';
import { type EventDetail, eventStatus, type QueueInfo } from './event-schemas.ts';
import type { KeywordMapping } from './event-search.ts';
import { presaleSchedule } from './presale-schedule.ts';

export interface EventRepository {
  detail(id: string): Promise<EventDetail | undefined>;
  queueInfo(id: string): Promise<QueueInfo | undefined>;
  keywordMappings(): Promise<KeywordMapping[]>;
}

/** Single events of ticket_db; deleted ones do not exist for anybody. */
export function createEventRepository(prisma: PrismaClient): EventRepository {
  return {
    async detail(id) {
      const found = await prisma.event.findFirst({
        where: { id, deletedAt: null },
        include: { ticketTypes: { orderBy: [{ price: 'desc' }, { name: 'asc' }] } },
      });
      if (!found) return undefined;
      return {
        event: {
          id: found.id,
          title: found.title,
          description: found.description,
          venue: found.venue,
          address: found.address,
          event_date: found.eventDate.toISOString(),
          sale_start_date: found.saleStartDate.toISOString(),
          sale_end_date: found.saleEndDate.toISOString(),
          poster_image_url: found.posterImageUrl,
          status: eventStatus.parse(found.status),
          seat_layout_id: found.seatLayoutId,
          artist_id: found.artistId,
          artist_name: found.artistName,
          max_tickets_per_person: found.maxTicketsPerPerson,
        },
        ticketTypes: found.ticketTypes.map((type) => ({
          id: type.id,
          name: type.name,
          price: type.price,
          total_quantity: type.totalQuantity,
          available_quantity: type.availableQuantity,
          description: type.description,
        })),
        ...(found.artistId === null ? {} : { preSaleSchedule: presaleSchedule(found.saleStartDate) }),
      };
    },

    async queueInfo(id) {
      const found = await prisma.event.findFirst({
        where: { id, deletedAt: null },
        select: { title: true, artistName: true, status: true, saleStartDate: true, saleEndDate: true },
      });
      if (!found) return undefined;
      return {
        title: found.title,
        artist: found.artistName ?? 'Unknown',
        status: eventStatus.parse(found.status),
        sale_start_date: found.saleStartDate.toISOString(),
        sale_end_date: found.saleEndDate.toISOString(),
      };
    },

    keywordMappings: () => prisma.keywordMapping.findMany({ select: { korean: true, english: true } }),
  };
}
