import { sha256 } from '#shared/adapters/crypto/sha256.ts';
import { coveredEntry } from '#shared/adapters/dynamodb/audit-chain.ts';
import { entryItem, entryKey } from '#shared/adapters/dynamodb/audit-item.ts';
import type { ChainReader, SealStore } from '#shared/domain/audit/ports.ts';
import { sealEntries } from '#shared/domain/audit/seal-entries.ts';
import type { AuditEntry, Covered, PlacedSeal, Seal } from '#shared/domain/audit/types.ts';
import { verifyDay } from '#shared/domain/audit/verify-day.ts';
import { canonicalJson } from '#shared/kernel/canonical.ts';
import { given } from '#shared/kernel/given.ts';
import type { Day } from '#shared/kernel/time.ts';

export type Item = Record<string, unknown>;

export const GRACE_MS = 15 * 60_000;

/** An act at an instant; the same id gives the same place. */
export const anEntry = (at: string, id: string, more: Partial<AuditEntry> = {}): Item =>
  entryItem(
    {
      at,
      actor: 'region-330102',
      region: '330102',
      act: 'read',
      subject: { kind: 'person', id: `P${id}` },
      requestId: id,
      ...more,
    },
    id,
    10,
  );

/** The audit table in memory: items by place, seals by day and number. Whoever holds it may do what nobody may do. */
export class MemoryChain implements SealStore, ChainReader {
  readonly items = new Map<string, Item>();
  readonly sealed = new Map<string, Seal>();
  /** How often the next seal is put under the sealer's nose by a rival. */
  rivals: (() => Promise<void>)[] = [];

  private placeOf(day: Day, number: number): string {
    return `${day}/${String(number).padStart(9, '0')}`;
  }

  async newest(day: Day, count: number): Promise<Seal[]> {
    return (await this.seals(day))
      .map(({ seal }) => seal)
      .reverse()
      .slice(0, count);
  }

  async append(seal: Seal): Promise<boolean> {
    await this.rivals.shift()?.();
    const place = this.placeOf(seal.day, seal.number);
    if (this.sealed.has(place)) return false;
    this.sealed.set(place, seal);
    return true;
  }

  async seals(day: Day): Promise<PlacedSeal[]> {
    return [...this.sealed]
      .filter(([place]) => place.startsWith(`${day}/`))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([place, seal]) => ({ place: Number(place.split('/')[1]), seal }));
  }

  async seal(day: Day, number: number): Promise<Seal | undefined> {
    return this.sealed.get(this.placeOf(day, number));
  }

  async entries(day: Day) {
    return new Map(
      [...this.items]
        .filter(([key]) => key.startsWith(day))
        .map(([key, item]) => [key, { digest: sha256(canonicalJson(item)), at: String(item['at']) }]),
    );
  }

  put(item: Item): void {
    this.items.set(entryKey(String(item['pk']), String(item['sk'])), item);
  }

  /** What the stream tells of an item that the table took. */
  taken(item: Item, takenAt = new Date(String(item['at']))): Covered {
    const covered = coveredEntry(item, takenAt, sha256);
    if (covered === undefined) throw new Error('no entry');
    return covered;
  }

  async write(items: readonly Item[], now: Date): Promise<readonly Seal[]> {
    for (const item of items) this.put(item);
    return this.sealUp(
      items.map((item) => this.taken(item)),
      now,
    );
  }

  sealUp(entries: readonly Covered[], now: Date): Promise<readonly Seal[]> {
    return sealEntries(entries, { store: this, hash: sha256, now });
  }

  async verify(day: Day, now: Date) {
    const seals = await this.seals(day);
    const link = seals[0]?.seal.follows;
    const followed = link === undefined ? undefined : await this.seal(link.day, link.number);
    const facts = { day, seals, entries: await this.entries(day), ...given({ followed }) };
    return verifyDay(facts, { hash: sha256, policy: { graceMs: GRACE_MS }, now });
  }
}
