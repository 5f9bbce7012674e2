import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { newRefreshToken, refreshTokenHash } from './refresh-token.ts';
import type { SessionStore } from './session-store.ts';

export interface StoreUnderTest {
  readonly store: SessionStore;
  /** Two accounts that exist. */
  readonly ann: string;
  readonly bob: string;
}

/** What every session store must do; run against the fake and against PostgreSQL. */
export function describeSessionStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    const start = new Date('2026-11-22T10:00:00Z');
    const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
    const week = 604_800;
    let { store, ann, bob }: StoreUnderTest = { store: undefined as unknown as SessionStore, ann: '', bob: '' };

    beforeEach(async () => {
      ({ store, ann, bob } = await create());
    });

    const newHash = () => refreshTokenHash(newRefreshToken());
    const open = async (userId: string, now = start) => {
      const [familyId, tokenHash] = [randomUUID(), newHash()];
      await store.open({ familyId, userId, tokenHash, now, expiresAt: new Date(now.getTime() + week * 1000) });
      return { familyId, tokenHash };
    };
    const rotate = async (tokenHash: string, now: Date) => {
      const successorHash = newHash();
      const rotation = await store.rotate({
        tokenHash,
        successorHash,
        now,
        expiresAt: new Date(now.getTime() + week * 1000),
        graceMs: 10_000,
      });
      return { ...rotation, successorHash };
    };

    it('rotates a live token into a successor of the same family', async () => {
      const { familyId, tokenHash } = await open(ann);

      const first = await rotate(tokenHash, later(60));
      const second = await rotate(first.successorHash, later(120));

      expect(first).to.include({ outcome: 'rotated', familyId });
      expect(first).to.have.nested.property('account.id', ann);
      expect(second).to.include({ outcome: 'rotated', familyId });
    });

    it('does not know a token that it never stored (10.2 #4)', async () => {
      await open(ann);

      expect(await rotate(newHash(), later(1))).to.include({ outcome: 'unknown' });
    });

    it('refuses a token whose time is over, to the millisecond', async () => {
      const { tokenHash } = await open(ann);

      expect(await rotate(tokenHash, later(week))).to.include({ outcome: 'expired' });
      expect(await rotate(tokenHash, new Date(later(week).getTime() - 1))).to.include({ outcome: 'rotated' });
    });

    it('takes a second use within ten seconds for a second tab and harms nobody', async () => {
      const { tokenHash } = await open(ann);
      const { successorHash } = await rotate(tokenHash, later(60));

      expect(await rotate(tokenHash, later(69))).to.include({ outcome: 'superseded' });
      expect(await rotate(successorHash, later(70))).to.include({ outcome: 'rotated' });
    });

    it('ends the family when a spent token comes back later, and the end stays (10.2 #3)', async () => {
      const { familyId, tokenHash } = await open(ann);
      const { successorHash } = await rotate(tokenHash, later(60));

      const reuse = await rotate(tokenHash, later(70));

      expect(reuse).to.include({ outcome: 'reused', familyId, userId: ann });
      expect(await store.sessionsOf(ann, later(71))).to.deep.equal([]);
      expect(await rotate(successorHash, later(72))).to.include({ outcome: 'reused' });
    });

    it('takes a token of an ended session for reuse at once, without grace', async () => {
      const { tokenHash } = await open(ann);
      await store.closeAll(ann, later(60));

      expect(await rotate(tokenHash, later(61))).to.include({ outcome: 'reused' });
    });

    it('leaves other families alone when it ends one', async () => {
      const [stolen, other, bobs] = [await open(ann), await open(ann), await open(bob)];
      await rotate(stolen.tokenHash, later(60));

      await rotate(stolen.tokenHash, later(100));

      expect((await store.sessionsOf(ann, later(101))).map(({ id }) => id)).to.deep.equal([other.familyId]);
      expect(await rotate(bobs.tokenHash, later(101))).to.include({ outcome: 'rotated' });
    });

    it('lets one of many refreshes at once win', async () => {
      const { tokenHash } = await open(ann);

      const rotations = await Promise.all(Array.from({ length: 20 }, () => rotate(tokenHash, later(60))));

      const outcomes = rotations.map(({ outcome }) => outcome).sort();
      expect(outcomes).to.deep.equal(['rotated', ...Array.from({ length: 19 }, () => 'superseded')]);
    });

    it('leaves no successor alive when everything is ended while refreshes run', async () => {
      const families = await Promise.all(Array.from({ length: 8 }, () => open(ann)));

      await Promise.all([
        ...families.slice(0, 4).map(({ tokenHash }) => rotate(tokenHash, later(60))),
        store.closeAll(ann, later(60)),
        ...families.slice(4).map(({ tokenHash }) => rotate(tokenHash, later(60))),
      ]);

      expect(await store.sessionsOf(ann, later(61))).to.deep.equal([]);
    });

    it('lists live sessions, newest first, with their start', async () => {
      const old = await open(ann, start);
      const young = await open(ann, later(300));
      await rotate(old.tokenHash, later(600));
      await open(bob);

      const sessions = await store.sessionsOf(ann, later(601));

      expect(sessions).to.deep.equal([
        { id: young.familyId, startedAt: later(300), expiresAt: later(300 + week) },
        { id: old.familyId, startedAt: start, expiresAt: later(600 + week) },
      ]);
    });

    it('ends one session of its owner, and of nobody else', async () => {
      const { familyId, tokenHash } = await open(ann);

      expect(await store.close(bob, familyId, later(1))).to.equal(false);
      expect(await store.ownerOf(tokenHash, later(1))).to.equal(ann);
      expect(await store.close(ann, familyId, later(1))).to.equal(true);
      expect(await store.close(ann, familyId, later(1))).to.equal(false);
      expect(await store.ownerOf(tokenHash, later(1))).to.equal(undefined);
    });

    it('ends all sessions and names them', async () => {
      const [one, two] = [await open(ann), await open(ann)];

      const closed = await store.closeAll(ann, later(1));

      expect(closed).to.have.members([one.familyId, two.familyId]);
      expect(await store.closeAll(ann, later(2))).to.deep.equal([]);
    });
  });
}
