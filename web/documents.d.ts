/** What the page keeps in this browser; and by the names that it uses, what the API and it exchange (api.d.ts). */

type ByLanguage = import("./api").Texts;
/** A text of the catalogue; `lang` is null where it is in the page's own language. */
type CatalogueText = { text: string; lang?: string | null };
type Stage = import("./api").Stage;
type Flag = import("./api").Flag;
/** `[x, y]` of a page or pane, or width and height. */
type Point = [number, number];
type Zone = import("./api").Zone;

type Field = import("./api").Field;
type WorkType = import("./api").WorkType;
type Earnings = Pick<import("./api").Earnings, "today" | "month">;
/** Whoever uses the page; the bar with earnings is shown to operators alone, who have some. */
type Me = import("./api").Operator & { earnings: Earnings };
type UploadForm = import("./api").Upload;
type Lease = import("./api").Lease;
/** What an entry needs to know of the lease, or the training attempt, under which it is keyed. */
type EntryLease = Pick<Lease, "lease" | "work_type" | "stage">;
type InputRecord = import("./api").InputRecord;
type InputDocument = Pick<import("./api").Input, "records">;
type FaultDetail = import("./api").Detail;
type Refusal = { message: string; details: FaultDetail[] };
type SentRecord = import("./api").KeyedRecord;
type EntryDocument = import("./api").Entry;
type SubmitAnswer = import("./api").Receipt;

/** What was keyed of one record; see keying/entry.js. */
interface RecordState {
  values: Record<string, string>;
  flag: Flag | null;
  ms: number;
  done: boolean;
  printed: Record<string, string>;
  /** Values that came from the record before. */
  repeated?: Record<string, string>;
}

type Cursor = { record: string; field: string | null };

/** What an entry keeps of itself. */
interface EntryDraft<L extends EntryLease = EntryLease> {
  id: string;
  lease: L;
  records: Record<string, RecordState>;
  at: Cursor;
  finished: boolean;
  uploaded: boolean;
  refusal: Refusal | null;
}

/** A draft in the database; see work/drafts.js. */
interface Draft extends EntryDraft<Lease> {
  title?: ByLanguage;
  /** By this computer's clock. */
  finished_at?: number;
  kept_at?: number;
  /** Its lease was lost. */
  late?: boolean;
  retried?: boolean;
}

/** A training attempt in the making, in the database. */
interface AttemptDraft {
  set: string;
  key: string;
  records: Record<string, RecordState>;
  at: Cursor;
}

/** Somebody who worked on this computer, in the database; see sign_in/people.js. */
interface Person {
  operator: string;
  username?: string;
  me?: Me;
  /** Milliseconds for an item. */
  pace?: number;
  sealed?: { salt: Uint8Array<ArrayBuffer>; iv: Uint8Array<ArrayBuffer>; rounds: number; data: ArrayBuffer };
}
