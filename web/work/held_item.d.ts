/** What the operator holds, and what it is worked on with. */

import type { Notice } from "../platform/connection.js";
import type { Api } from "../platform/api.js";
import type { Settings } from "../platform/settings.js";
import type { RepeatValues } from "../keying/repeat_values.js";
import type { Drafts } from "./drafts.js";
import type { Leases } from "./leases.js";
import type { OfflineStore } from "./offline_store.js";
import type { Outbox } from "./outbox.js";

/** A lease, and all that was brought home for it: a row of the offline store, and more in memory. */
export interface HeldItem {
  id: string;
  lease: Lease;
  /** The records, once they are here. */
  input?: InputDocument | null;
  /** Until when the operator wants to hold it: a moment by the server's clock. */
  needed?: string | null;
  /** When it was taken: its place in the queue. */
  order: number;
  /** In memory only, all that follows. */
  workType?: WorkType;
  /** The images that are here, by record: true for one in the database, a blob where that has no room. */
  images?: Map<string, Blob | true>;
  draft?: Draft;
  watch?: Watch | null;
}

/** An item with all that its screen cannot be drawn without. */
export type OpenItem = HeldItem & Required<Pick<HeldItem, "workType" | "input" | "images">> & { input: InputDocument };

/** Who shows an item is told of its images. */
export interface Watch {
  arrived(record: string, image: Blob): void;
  /** No more are on their way. */
  ended(): void;
}

/** The screens between two items: they are the app's. */
export interface Screens {
  atHome(): Promise<unknown> | null;
  busy(): void;
  noWork(services: Services, seconds: number): Promise<unknown>;
  ready(services: Services, options?: { isResting?: boolean }): Promise<unknown>;
}

/** All that the work of one operator is done with. */
export interface Services {
  api: Api;
  notice: Notice;
  me: Me;
  database: IDBDatabase;
  settings: Settings;
  drafts: Drafts;
  store: OfflineStore;
  outbox: Outbox;
  leases: Leases;
  repeatValues: RepeatValues;
  screens: Screens;
  /** The answer of `GET /leases`, if it was asked on the way in. */
  asked: Promise<{ leases: Lease[] }> | null | undefined;
  /** Milliseconds that the operator takes for an item, as far as known. */
  pace?: number;
  /** More or less is here than before. */
  stocked(): void;
  /** Something happened that the page cannot deal with: it ends the shift. */
  fail(error: unknown): void;
  slots: { batch(): HTMLElement };
}
