import { AppError } from '../../shared/errors/app-error.ts';
import { nearlyIn } from '../waiting/pacing.ts';
import type { QueueStatus } from '../waiting/queue-schemas.ts';

/** The side of an HTTP answer that a stream writes to. */
export interface StreamSink {
  write(chunk: string): unknown;
  end(): unknown;
  destroy(): unknown;
  readonly writableLength: number;
}

export interface HubSettings {
  /** Milliseconds between two rounds of the ticker of an event. */
  readonly roundMs: number;
  /** A comment is sent after this much silence, so that proxies keep the connection. */
  readonly beatMs: number;
  /** A stream ends after this long and the browser comes back with the identity it has then. */
  readonly longestMs: number;
  readonly perPerson: number;
  readonly perProcess: number;
  /** Looks asked of Redis side by side. */
  readonly lookAtOnce: number;
}

export const hubDefaults: HubSettings = {
  roundMs: 1_000,
  beatMs: 15_000,
  longestMs: 900_000,
  perPerson: 3,
  perProcess: 10_000,
  lookAtOnce: 200,
};

interface HubDependencies {
  /** Where this person stands now; counts as a sign of life. */
  readonly look: (eventId: string, userId: string) => Promise<QueueStatus>;
  /** Milliseconds that never go back. */
  readonly clock: () => number;
  readonly settings?: HubSettings;
  readonly onCount?: (open: number) => void;
}

interface Client {
  readonly userId: string;
  readonly sink: StreamSink;
  readonly endsAt: number;
  dueAt: number;
  beatAt: number;
}

interface Channel {
  readonly clients: Set<Client>;
  /** Streams of each person among them: whether there is room is asked for every stream that opens. */
  readonly perPerson: Map<string, number>;
  readonly timer: NodeJS.Timeout;
  busy: boolean;
}

/** Readers so slow that this much piled up are cut off; they come back. */
const longestBacklog = 64 * 1024;

export type StreamHub = ReturnType<typeof createStreamHub>;

/**
 * Server-sent events for everybody who waits: one ticker per event, however many watch it. Each person is looked up as
 * often as they would have polled, so a stream costs Redis no more than polling and the network much less.
 */
export function createStreamHub({ look, clock, settings = hubDefaults, onCount = () => undefined }: HubDependencies) {
  const channels = new Map<string, Channel>();
  let open = 0;
  let isStopped = false;

  function count(change: number) {
    open += change;
    onCount(open);
  }

  function drop(eventId: string, client: Client) {
    const channel = channels.get(eventId);
    if (!channel?.clients.delete(client)) return;
    countPerson(channel, client.userId, -1);
    count(-1);
    if (channel.clients.size > 0) return;
    clearInterval(channel.timer);
    channels.delete(eventId);
  }

  function finish(eventId: string, client: Client) {
    drop(eventId, client);
    client.sink.end();
  }

  function send(eventId: string, client: Client, text: string) {
    if (client.sink.writableLength > longestBacklog) {
      drop(eventId, client);
      client.sink.destroy();
      return;
    }
    client.sink.write(text);
    client.beatAt = clock() + settings.beatMs;
  }

  function tell(eventId: string, client: Client, status: QueueStatus) {
    send(eventId, client, eventText(status));
    client.dueAt = clock() + secondsToNextLook(status) * 1_000;
    // Nothing more will happen to somebody who is inside or gone.
    if (status.status !== 'queued') finish(eventId, client);
  }

  async function refresh(eventId: string, client: Client) {
    try {
      tell(eventId, client, await look(eventId, client.userId));
    } catch {
      // Redis or the catalog is away: the stream stays and the next round asks again; the person loses nothing.
      send(eventId, client, ': the line cannot be reached for a moment\n\n');
    }
  }

  async function round(eventId: string) {
    const channel = channels.get(eventId);
    if (!channel || channel.busy) return;
    channel.busy = true;
    try {
      const now = clock();
      const due: Client[] = [];
      for (const client of channel.clients) {
        if (client.endsAt <= now) finish(eventId, client);
        else if (client.dueAt <= now + settings.roundMs / 4) due.push(client);
        else if (client.beatAt <= now) send(eventId, client, ': beat\n\n');
      }
      for (let from = 0; from < due.length; from += settings.lookAtOnce) {
        await Promise.all(due.slice(from, from + settings.lookAtOnce).map((client) => refresh(eventId, client)));
      }
    } finally {
      channel.busy = false;
    }
  }

  function channelOf(eventId: string): Channel {
    const known = channels.get(eventId);
    if (known) return known;
    const timer = setInterval(() => void round(eventId), settings.roundMs);
    const channel = { clients: new Set<Client>(), perPerson: new Map<string, number>(), timer, busy: false };
    channels.set(eventId, channel);
    return channel;
  }

  return {
    /** Is there room? Asked before the answer begins. @throws AppError TOO_MANY_STREAMS, STREAMS_FULL */
    admit(eventId: string, userId: string): void {
      if (isStopped || open >= settings.perProcess) throw new AppError('STREAMS_FULL', 'Poll the status instead.');
      if ((channels.get(eventId)?.perPerson.get(userId) ?? 0) < settings.perPerson) return;
      throw new AppError('TOO_MANY_STREAMS', `One person may watch a line ${settings.perPerson} times at once.`);
    },

    /** Starts a stream with what is known already; the returned function ends it from the client's side. */
    add(eventId: string, userId: string, sink: StreamSink, first: QueueStatus): () => void {
      const now = clock();
      const client = { userId, sink, endsAt: now + settings.longestMs, dueAt: now, beatAt: now + settings.beatMs };
      const channel = channelOf(eventId);
      channel.clients.add(client);
      countPerson(channel, userId, 1);
      count(1);
      tell(eventId, client, first);
      return () => drop(eventId, client);
    },

    /** One round of an event's ticker at once; tests call it in place of waiting. */
    round,

    /** Ends every stream and takes no more; browsers reconnect to another replica. */
    stop(): void {
      isStopped = true;
      for (const [eventId, { clients }] of channels) for (const client of clients) finish(eventId, client);
    },

    size: () => open,
  };
}

function countPerson({ perPerson }: Channel, userId: string, change: number): void {
  const streams = (perPerson.get(userId) ?? 0) + change;
  if (streams > 0) perPerson.set(userId, streams);
  else perPerson.delete(userId);
}

/** A stream costs no request, so those who are nearly in hear of it within a second, sooner than by polling. */
const secondsToNextLook = (status: QueueStatus): number =>
  status.status === 'queued' && status.position <= nearlyIn ? 1 : status.nextPoll;

const eventNames = { queued: 'position', active: 'admitted', not_in_queue: 'gone' } as const;

function eventText(status: QueueStatus): string {
  return `event: ${eventNames[status.status]}\ndata: ${JSON.stringify(status)}\n\n`;
}
