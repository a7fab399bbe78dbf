/** The documents that the API and the page exchange (see /openapi.json), and what the page keeps in this browser. */

type ByLanguage = Record<string, string>;
/** A text of the catalogue; `lang` is null where it is in the page's own language. */
type CatalogueText = { text: string; lang?: string | null };
type Stage = "key" | "verify" | "adjudicate";
type Flag = "illegible" | "wrong_document" | "blank";
/** `[x, y]` of a page or pane, or width and height. */
type Point = [number, number];
/** `[left, top, width, height]`, fractions of a page. */
type Zone = [number, number, number, number];

interface Field {
  name: string;
  kind: string;
  label: ByLanguage;
  required?: boolean;
  format?: string | null;
  century?: number | null;
  places?: number | null;
  choices: string[];
  min?: string | null;
  max?: string | null;
  pattern?: string | null;
  pattern_hint?: ByLanguage | null;
  zone?: Zone | null;
}

interface WorkType {
  work_type: string;
  version: number;
  title: ByLanguage;
  input: "rows" | "images";
  instructions: ByLanguage;
  fields: Field[];
}

/** Rupees as strings, so that they stay exact. */
interface Earnings {
  today: string;
  month: string;
}

interface Me {
  operator: string;
  name: string;
  centre: string;
  centre_name?: string;
  language: string;
  roles?: string[];
  earnings: Earnings;
}

/** A presigned POST to S3. */
interface UploadForm {
  url: string;
  fields: Record<string, string>;
}

/** What an entry needs to know of the lease, or the training attempt, under which it is keyed. */
interface EntryLease {
  lease: string;
  work_type: string;
  stage: Stage;
}

interface Lease extends EntryLease {
  version: number;
  expires_at: string;
  input_url: string;
  images?: Record<string, string>;
  originals?: Record<string, string>;
  upload: UploadForm;
}

interface InputRecord {
  record: string;
  /** A row's columns; of a page image `file` and `page`. */
  show: Record<string, string | number>;
  candidates?: Record<string, [string, string]>;
  flags?: (Flag | null)[];
}

interface InputDocument {
  records: InputRecord[];
}

/** A detail of a refusal. */
interface FaultDetail {
  record: string;
  field: string;
  code: string;
  message: string;
}

interface Refusal {
  message: string;
  details: FaultDetail[];
}

interface SentRecord {
  record: string;
  values: Record<string, string>;
  flag: Flag | null;
  ms: number;
  as_printed?: string[];
}

/** What is uploaded. */
interface EntryDocument {
  lease: string;
  records: SentRecord[];
}

interface SubmitAnswer {
  outcome: "accepted" | "kept";
  earned: string;
}

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
