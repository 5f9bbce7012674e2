import { advanceLines } from '../../edge/vwr-advancer/advancer-run.ts';
import type { VwrApiOptions } from '../../edge/vwr-api/api-options.ts';
import { type Rate, rateOf, waitFor } from '../../edge/vwr-api/pacing.ts';
import { answer } from '../../edge/vwr-api/vwr-api.ts';
import type { LineState } from '../../edge/vwr-line/line-state.ts';
import { nextQuestion } from '../../edge/vwr-page/poll-times.ts';
import { MemoryLine } from '../../test/waiting-room/memory-line.ts';
import { VirtualTime } from '../../test/waiting-room/virtual-time.ts';
import { edgeVerifier, eventId, instance } from '../../test/waiting-room/visitor.ts';

export interface SaleOptions {
  readonly people: number;
  /** Joins a second while they come: the documented limit of the API is 5,000. */
  readonly joinsPerSecond: number;
  readonly say: (line: string) => void;
}

/** What became of everybody. Times in seconds since the opening. */
export interface Sale {
  readonly place: Uint32Array;
  readonly joinedAt: Float32Array;
  /** 0 for those who left before their turn. */
  readonly admittedAt: Float32Array;
  /** By place: when the line reached it. */
  readonly openedAt: Float32Array;
  /** The range that was named at joining. */
  readonly shortest: Float32Array;
  readonly longest: Float32Array;
  readonly left: number;
  readonly questions: number;
  readonly questionsByHttp: number;
  /** Answers of the API that were not what the rest of the code says. */
  readonly wrong: number;
  readonly counterWrites: number;
}

const INSTANCES = 100;
const BATCH = 500;
const CYCLE_MS = 10_000;
const MINUTE_MS = 60_000;
/** One in so many is delivered twice; one in so many ends the instance that answered. */
const REDELIVERED = 20;
const DYING = 10_000;
/** One in so many leaves after ten questions, as people do. */
const LEAVING = 5;
const PATIENCE = 10;
/** One in so many asks every question over HTTP, which must say what the code of the pacing says; all others the last one. */
const ASKED_BY_HTTP = 100;
/** One in so many passes is verified as the edge does; of the others the place is read. */
const VERIFIED = 50;

/**
 * A sale on a virtual clock: real handlers, real line, real advancer, the page's pauses between two questions. Everybody joins
 * and is admitted over HTTP. The questions between are decided by the same code without its frame of HTTP, or 80 million of
 * them would take an hour.
 */
export async function runSale({ people, joinsPerSecond, say }: SaleOptions): Promise<Sale> {
  const time = new VirtualTime();
  const line = new MemoryLine();
  line.open(eventId, { plannedPerSecond: (BATCH * 1_000) / CYCLE_MS });
  const make = () => instance({ counters: line, positions: line, clocks: time.clocks() });
  const instances = Array.from({ length: INSTANCES }, make);
  const verifier = edgeVerifier(() => new Date(time.clocks().wall()));
  const places = Math.ceil(people * 1.5);
  const sale = {
    place: new Uint32Array(people),
    joinedAt: new Float32Array(people),
    admittedAt: new Float32Array(people),
    openedAt: new Float32Array(places),
    shortest: new Float32Array(people),
    longest: new Float32Array(people),
    left: 0,
    questions: 0,
    questionsByHttp: 0,
    wrong: 0,
    counterWrites: 0,
  };
  const cookies = Array.from({ length: people }, () => '');
  const asked = new Uint8Array(people);
  // Whoever asks in a second is a chain: the first of it by second, the next of it by person.
  const firstAt = new Map<number, number>();
  const nextWith = new Int32Array(people).fill(-1);
  let waiting = 0;
  let opened = 0;

  const later = (person: number, seconds: number) => {
    const at = Math.ceil(time.now / 1_000 + seconds);
    nextWith[person] = firstAt.get(at) ?? -1;
    firstAt.set(at, person);
  };
  const free = (person: number): VwrApiOptions => {
    const index = (person * 37) % INSTANCES;
    const known = instances[index] ?? make();
    if (person % DYING === DYING - 1) instances[index] = make();
    return known;
  };
  const join = async (person: number): Promise<void> => {
    const body = JSON.stringify({ claim: claimOf(person) });
    const request = { httpMethod: 'POST', path: `/vwr/assign/${eventId}`, headers: null, body };
    let reply = await answer(request, free(person));
    let said = read(reply.body);
    if (person % REDELIVERED === 0) {
      const again = await answer(request, free(person + 1));
      if (read(again.body).position !== said.position) sale.wrong += 1;
      reply = again;
      said = read(again.body);
    }
    sale.place[person] = said.position;
    sale.joinedAt[person] = time.now / 1_000;
    sale.shortest[person] = said.estimatedWaitRange?.shortest ?? 0;
    sale.longest[person] = said.estimatedWaitRange?.longest ?? Number.POSITIVE_INFINITY;
    cookies[person] = reply.multiValueHeaders?.['Set-Cookie']?.[0]?.split(';')[0] ?? '';
    waiting += 1;
    later(person, nextQuestion(said.nextPoll, Math.random()));
  };
  const check = async (person: number): Promise<Said> => {
    sale.questionsByHttp += 1;
    const requestId = cookies[person]?.split('~')[1] ?? '';
    const path = `/vwr/check/${eventId}/${requestId}`;
    const reply = await answer(
      { httpMethod: 'GET', path, headers: { cookie: cookies[person] }, body: null },
      free(person),
    );
    return read(reply.body);
  };
  const ask = async (person: number, { servingCounter }: LineState, rate: Rate): Promise<void> => {
    sale.questions += 1;
    asked[person] = Math.min((asked[person] ?? 0) + 1, 255);
    const place = sale.place[person] ?? 0;
    if (person % LEAVING === 0 && (asked[person] ?? 0) > PATIENCE) {
      sale.left += 1;
      waiting -= 1;
      return;
    }
    const { nextPoll } = waitFor(Math.max(place - servingCounter, 0), rate);
    const isTurn = place <= servingCounter;
    if (isTurn || person % ASKED_BY_HTTP === 1) {
      const said = await check(person);
      if (said.admitted !== isTurn || said.position !== place || said.nextPoll !== nextPoll) sale.wrong += 1;
      if (isTurn) {
        const passed = person % VERIFIED === 0 ? verifier.verify(said.token).place : placeIn(said.token);
        if (passed !== place) sale.wrong += 1;
        sale.admittedAt[person] = time.now / 1_000;
        cookies[person] = '';
        waiting -= 1;
        return;
      }
    }
    later(person, nextQuestion(nextPoll, Math.random()));
  };
  const crowd = async (): Promise<void> => {
    let joined = 0;
    for (let second = 0; joined < people || waiting > 0; second += 1) {
      for (; joined < Math.min((second + 1) * joinsPerSecond, people); joined += 1) {
        // Spread over the second: blocks of places end in the middle of it.
        time.now = second * 1_000 + (joined % joinsPerSecond) * (1_000 / joinsPerSecond);
        await join(joined);
      }
      const state = line.lines.get(eventId);
      if (state === undefined) throw new Error('the line is gone');
      for (; opened < state.servingCounter; opened += 1) sale.openedAt[opened + 1] = time.now / 1_000;
      const rate = rateOf(state);
      let person = firstAt.get(second) ?? -1;
      firstAt.delete(second);
      while (person >= 0) {
        const following = nextWith[person] ?? -1;
        await ask(person, state, rate);
        person = following;
      }
      if (second % 1_800 === 199) say(`${second} s of the sale: ${joined} joined, ${waiting} wait, serving ${opened}`);
      await time.sleep((second + 1) * 1_000 - time.now);
    }
  };
  const minutes = async (crowdIsGone: () => boolean): Promise<void> => {
    for (let minute = 0; !crowdIsGone(); minute += 1) {
      await time.sleep(minute * MINUTE_MS - time.now);
      await advanceLines({
        counters: line,
        owner: `run-${minute}`,
        batch: BATCH,
        cycleMs: CYCLE_MS,
        loopMs: 55_000,
        clocks: time.clocks(),
        sleep: time.sleep,
        originIsWell: async () => true,
        report: () => undefined,
      });
    }
  };
  let gone = false;
  await time.finish(
    Promise.all([
      crowd().finally(() => {
        gone = true;
      }),
      minutes(() => gone),
    ]),
  );
  sale.counterWrites = line.counterWrites;
  return sale;
}

interface Said {
  readonly position: number;
  readonly nextPoll: number;
  readonly admitted: boolean;
  readonly token: string;
  readonly estimatedWaitRange: { readonly shortest: number; readonly longest: number | null } | null;
}

function read(body: string): Said {
  const said: unknown = JSON.parse(body);
  const { position, nextPoll, admitted, token, estimatedWaitRange } = isObject(said) ? said : {};
  if (typeof position !== 'number' || typeof nextPoll !== 'number') throw new Error(`no place in ${body}`);
  const { shortest, longest } = isObject(estimatedWaitRange) ? estimatedWaitRange : {};
  return {
    position,
    nextPoll,
    admitted: admitted === true,
    token: typeof token === 'string' ? token : '',
    estimatedWaitRange:
      typeof shortest === 'number' ? { shortest, longest: typeof longest === 'number' ? longest : null } : null,
  };
}

function placeIn(token: string): unknown {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('latin1'));
  return isObject(claims) ? claims.place : undefined;
}

function claimOf(person: number): string {
  return `claim-of-visitor-number-${person}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
