/** What the operator API takes and answers, by the names of /openapi.json. Made from
 * hinterland/api by `python -m infra.api_description.typescript`; not to be changed by hand. */

/** An attempt that waits to be handed in. */
export interface Attempt {
  attempt: string;
  set: string;
  work_type: string;
  /** Of the work type. */
  version: Version;
  records: TrainingRecord[];
  /** Links by record. */
  images: Record<string, Link>;
}

/** What waits in one queue. */
export interface Backlog {
  work_type: string;
  title: Texts;
  skills: string[];
  stage: Stage;
  waiting: Count;
  /** There are more than were counted. */
  more: boolean;
  oldest: Moment | null;
}

/** Why a job is given up. */
export interface Cancellation {
  /** The client reads it in rejected.json. */
  reason: string;
}

/** A centre with its people. */
export interface Centre {
  centre: string;
  name: string;
  as_of: Moment;
  people: CentrePerson[];
}

/** A person of the centre as they stand now. */
export interface CentrePerson {
  operator: string;
  name: string;
  leases: HeldLease[];
  outbox: OutboxReport | null;
  accuracy: KindAccuracy[];
  pay: PersonPay;
}

/** A field in which the caller's value was wrong; empty where that keyer flagged the record. */
export interface CorrectedField {
  field: string;
  mine: string;
  theirs: string;
  settled: string;
}

/** A record with the fields in which the caller's value was wrong, and no others. */
export interface CorrectedRecord {
  record: string;
  show: Show;
  /** Link to the page image, where there is one. */
  image?: Link;
  flags: Flags;
  fields: CorrectedField[];
}

/** An item in which the caller's keying was wrong. */
export interface Correction {
  correction: CorrectionName;
  work_type: string;
  version: number;
  at: Moment;
  /** In which at least one field was wrong. */
  records: number;
  /** That were wrong, over all records. */
  fields: number;
  objected_at: Moment | null;
}

/** A correction with what was wrong. */
export interface CorrectionInFull {
  correction: CorrectionName;
  work_type: string;
  version: number;
  at: Moment;
  records: CorrectedRecord[];
  objected_at: Moment | null;
}

/** Names the correction in a path. */
export type CorrectionName = string;

/** At most 100, newest first. */
export interface Corrections {
  corrections: Correction[];
}

export type Count = number;

export type Day = string;

/** A mistake in an entry, and where. */
export interface Detail {
  /** Empty for a mistake of the whole upload. */
  record: string;
  /** Empty for a mistake of the whole record. */
  field: string;
  /** The check that failed, or `record`, `field`, `flag`, `type` for an upload that is not an Entry of this lease. */
  code: string;
  /** The same in words, without the value. */
  message: string;
}

/** What was earned in India's today, and in its month so far. */
export interface Earnings {
  currency: string;
  today: Rupees;
  month: Rupees;
}

/** A lease that ends soon. */
export interface EndingLease {
  lease: string;
  operator: string;
  centre: string | null;
  work_type: string;
  stage: Stage;
  expires_at: Moment;
  actions: "reassign"[];
}

/** What is uploaded. */
export interface Entry {
  lease: string;
  records: KeyedRecord[];
}

/** Why a request was not carried out: `code` is for machines, `message` for people. */
export interface Error {
  code: string;
  message: string;
  /** Of `checks_failed`: every mistake, in place. The upload stays and the lease is as it was; mend, upload and submit again. */
  details?: Detail[];
  /** Of `lease_lost`: what was keyed is still kept. */
  upload?: Upload;
}

/** One thing to key for every record. */
export interface Field {
  name: string;
  /** Of `gstin`, `pan`, `ifsc` and `pin`, capitals and spaces do not matter. */
  kind: FieldKind;
  label: Texts;
  match: Match;
  required: boolean;
  /** Of a date, such as `dd/mm/yyyy`. Any of `/ - . ,` and space may stand between the parts, and a day or month may have one digit. */
  format: string | null;
  /** Of a date: the first of the hundred years that two digits stand for. Null: 1969 to 2068, moved by a century where `min` and `max` say so. */
  century: number | null;
  /** Of a decimal, at most. Commas may group the digits. */
  places: number | null;
  choices: string[];
  /** What the whole value must fit: a regular expression that JavaScript reads with the flags `su`; a value longer than 300 characters fits none. */
  pattern: string | null;
  /** The pattern in words. */
  pattern_hint: Texts | null;
  /** Of a number, in digits; of a date, ISO 8601. The value itself is allowed. */
  min: string | null;
  /** As `min`. */
  max: string | null;
  /** Where on a page it stands, if that is always the same. */
  zone: Zone | null;
}

/** How a field's values are keyed, checked and compared: `registry.KINDS` has what each says. */
export type FieldKind = "text" | "date" | "decimal" | "integer" | "choice" | "boolean" | "gstin" | "pan" | "ifsc" | "pin";

/** Why a record could not be keyed. It goes back to the client as a query, unbilled. Operators give all of them but the last. */
export type Flag = "illegible" | "wrong_document" | "blank" | "set_aside";

/** Why the record could not be keyed, by each of its two keyers. */
export interface Flags {
  mine: Flag | null;
  theirs: Flag | null;
}

/** The answer of API Gateway itself, which asks for the token before any of our code runs. */
export interface GatewayError {
  message: string;
}

/** What came of an attempt. */
export interface Grade {
  passed: boolean;
  /** Fields. */
  checked: Count;
  right: Count;
  /** How many fields must be right. */
  needed: Count;
  /** Rupees, passed or not. */
  earned: Rupees;
  /** What was earned by passing. */
  skill: string | null;
  mistakes: TrainingMistake[];
}

/** What was keyed. */
export interface HandedIn {
  /** As in an upload. */
  records: KeyedRecord[];
}

/** A lease that a person holds. */
export interface HeldLease {
  lease: string;
  work_type: string;
  stage: Stage;
  expires_at: Moment;
}

/** How much one person holds. */
export interface Holder {
  operator: string;
  centre: string;
  items: Count;
  /** Items, by work type. */
  work_types: Record<string, number>;
  /** When the last of these leases ends. */
  until: Moment;
}

export type Hours = number;

/** What `input_url` gives. */
export interface Input {
  work_item: string;
  stage: string;
  records: InputRecord[];
}

/** What a work type's drops are made of. */
export type InputKind = "rows" | "images";

/** A record to key. */
export interface InputRecord {
  record: string;
  show: Show;
  /** When adjudicating: both values of each field in dispute. */
  candidates?: Record<string, Pair>;
  flags?: (Flag | null)[];
}

/** Why a job failed, or was given up. */
export interface JobFailure {
  code: string;
  message: string;
}

/** Where a job is, as its client reads it in status.json. */
export type JobState = "received" | "splitting" | "open" | "merging" | "delivered" | "rejected" | "failed" | "cancelling";

/** What was keyed for one record, or why it could not be. */
export interface KeyedRecord {
  record: string;
  values: Record<string, string>;
  flag: Flag | null;
  /** Fields whose value the operator looked at again: the source shows it so. It passes `format`, `checksum`, `range` and `pattern`, not `required` or `choice`. */
  as_printed?: string[];
  /** Milliseconds spent on it. */
  ms?: Count;
}

/** The same for one kind of field. */
export interface KindAccuracy {
  checked: Count;
  wrong: Count;
  error_rate: Share | null;
  /** With 95 % confidence. */
  error_rate_upper_bound: Share;
  kind: FieldKind;
}

/** The right to work on one stage of one work item until `expires_at`. */
export interface Lease {
  lease: string;
  job: string;
  work_item: string;
  work_type: string;
  version: number;
  stage: Stage;
  issued_at: Moment;
  expires_at: Moment;
  /** Gives an Input. */
  input_url: Link;
  /** By record: the page images, in a size fit for keying. */
  images: Record<string, Link>;
  /** By record: the page images as the client sent them. */
  originals: Record<string, Link>;
  upload: Upload;
}

/** Leases; where there are none to be had, when it is worth asking again. */
export interface Leases {
  leases: Lease[];
  /** Seconds. */
  retry_after?: number;
}

export type Link = string;

/** When two keyed texts count as the same. */
export type Match = "exact" | "loose";

export type Moment = string;

/** That it was done, and no more. */
export interface Nothing {
}

/** When an objection was first made. */
export interface Objected {
  objected_at: Moment;
}

/** The caller's word against a correction. */
export interface Objection {
  note: string;
}

/** Everything that may need a hand. */
export interface Office {
  as_of: Moment;
  jobs: OfficeJob[];
  backlog: Backlog[];
  held: Holder[];
  set_aside: SetAsideItem[];
  near_expiry: EndingLease[];
  quality: OperatorQuality[];
  objections: OfficeObjection[];
}

/** A job, and what can be done about it. */
export interface OfficeJob {
  job: string;
  client: string;
  drop: string;
  work_type: string;
  state: JobState;
  records: Count;
  done: Count;
  queried: Count;
  received_at: Moment;
  due_at: Moment | null;
  failure: JobFailure | null;
  actions: ("retry" | "cancel")[];
}

/** An operator's word against a correction. */
export interface OfficeObjection {
  correction: string;
  operator: string;
  work_type: string;
  objected_at: Moment;
  note: string;
}

/** An OpenAPI 3.1 document. */
export interface OpenApi {
  openapi: string;
  info: unknown;
  security: unknown[];
  paths: unknown;
  components: unknown;
}

/** Whoever is signed in. Who is no operator has no skills and no earnings. */
export interface Operator {
  operator: string;
  name: string;
  /** Null in the office. */
  centre: string | null;
  centre_name: string | null;
  language: string;
  roles: Role[];
  skills?: string[];
  earnings?: Earnings;
}

/** How right an operator's keying is, by work type and kind of field. */
export interface OperatorQuality {
  checked: Count;
  wrong: Count;
  error_rate: Share | null;
  /** With 95 % confidence. */
  error_rate_upper_bound: Share;
  kind: FieldKind;
  operator: string;
  centre: string;
  work_type: string;
}

/** Finished items that wait in a browser. */
export interface Outbox {
  waiting: number;
  /** Since when the oldest waits. */
  oldest?: Moment | null;
}

/** What a person's page last said of its outbox. */
export interface OutboxReport {
  waiting: Count;
  oldest: Moment | null;
  as_of: Moment;
}

export type Pair = [string, string];

/** What one entry, or one attempt at training, earned. */
export interface PayLine {
  day: Day;
  lease: string;
  /** Null on lines from before it was noted. */
  work_type: string | null;
  records: number;
  amount: Rupees;
  /** An accepted entry, one that came too late to be used, or training. */
  purpose: Purpose;
}

/** A month's pay, the newest line first. */
export interface PayMonth {
  month: string;
  currency: string;
  total: Rupees;
  lines: PayLine[];
}

/** What a person earned today and this month, in India. */
export interface PersonPay {
  today: Rupees;
  month: Rupees;
}

/** What a pay line is for. */
export type Purpose = "entry" | "kept" | "training";

/** What became of an entry. */
export interface Receipt {
  outcome: "accepted" | "kept";
  next_stage: Stage;
  /** Rupees. A kept entry earns what its work type's `pay_per_kept_record` says, if it passes the checks; once. */
  earned: Rupees;
  /** Why it was kept. */
  reason?: string;
}

/** How a lease is to be renewed. */
export interface Renewal {
  /** As in `POST /leases`; from now. */
  hours?: Hours | null;
}

/** The lease that was given back. */
export interface Returned {
  lease: string;
}

/** What somebody may do. A person may have several roles. */
export type Role = "operator" | "head" | "office";

/** Rupees, in digits, so that they stay exact. */
export type Rupees = string;

/** A work item that went wrong again and again, and waits for a word of the office. */
export interface SetAsideItem {
  job: string;
  work_item: string;
  work_type: string;
  stage: Stage;
  records: Count;
  reason: string;
  /** How often it went wrong. */
  count: Count;
  set_aside_at: Moment;
  /** Whose upload waits; null if none does. */
  operator: string | null;
  actions: ("give-out" | "drop" | "query")[];
}

export type Share = number;

/** The row's columns, or `file` and `page`. */
export type Show = Record<string, string | number>;

/** Where a work item is. Stages follow one another on the same row. */
export type Stage = "key" | "verify" | "adjudicate" | "done";

/** By language; `en` is always there. */
export type Texts = Record<string, string>;

/** A field that was keyed wrong, and why the other value is right. */
export interface TrainingMistake {
  record: string;
  /** `flag` where the record should have been flagged. */
  field: string;
  /** A flag, if there was one. */
  keyed: string;
  right: string;
  why: Texts | null;
}

/** A record to key. */
export interface TrainingRecord {
  record: string;
  show: Show;
}

/** What a set asks and gives, and how far the caller is with it. */
export interface TrainingSet {
  /** The share of fields that must be right, 0 to 1. */
  pass: string;
  set: string;
  version: Version;
  title: Texts;
  /** What passing earns. */
  skill: string;
  work_type: string;
  work_type_version: Version;
  /** Of an attempt. */
  records: number;
  pay_per_record: Rupees;
  paid_attempts_left: Count;
  /** That were handed in. */
  attempts: Count;
  passed_at: Moment | null;
}

/** Training sets of skills that the caller lacks, and those passed. */
export interface TrainingSets {
  sets: TrainingSet[];
}

/** A presigned POST: the fields first, then the entry as `file`. */
export interface Upload {
  url: Link;
  fields: Record<string, string>;
}

export type Version = number;

/** What is asked for; all of it may be left out. */
export interface Wanted {
  count?: number;
  /** Limits the search; empty for any. */
  work_types?: string[] | null;
  /** How long each lease is to last at least, yet not longer than the work type's drops may take: for work to be done without a link. A repeat with the same Idempotency-Key returns the leases as they are. */
  hours?: Hours | null;
}

/** The recipe for a kind of work, as far as its operators need it. */
export interface WorkType {
  work_type: string;
  version: Version;
  title: Texts;
  input: InputKind;
  fields: Field[];
  instructions: Texts;
  lease_minutes: number;
  pay_per_record: Rupees;
  /** Rupees, for an entry that came too late to be used. */
  pay_per_kept_record: Rupees;
  /** Who works on it reads one of these; empty for anybody. */
  languages: string[];
}

/** Left, top, width and height, as fractions of the page's width and height. */
export type Zone = [number, number, number, number];
