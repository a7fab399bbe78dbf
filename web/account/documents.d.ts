/** What the API says of an operator's own affairs, and what their pages are given. */

import type { Api } from "../platform/api.js";
import type { Notice } from "../platform/connection.js";
import type { Settings } from "../platform/settings.js";

export interface AccountServices {
  api: Api;
  notice: Notice;
  me: Me;
  settings: Settings;
  database: IDBDatabase;
  store: { titles(): Promise<Record<string, ByLanguage>> };
}

export interface PayLine {
  day: string;
  work_type: string;
  purpose: string;
  records: number;
  amount: string;
}

export interface PayOfMonth {
  month: string;
  total: string;
  lines: PayLine[];
}

export interface CorrectionSummary {
  correction: string;
  work_type: string;
  version: number;
  at: string;
  fields: number;
  records: number;
  objected_at: string | null;
}

export interface ComparedField {
  field: string;
  mine: string;
  theirs: string;
  settled: string;
}

export interface CorrectionRecord extends Pick<InputRecord, "record" | "show"> {
  image: string;
  fields: ComparedField[];
  /** Who set the record aside. */
  flags: { mine: Flag | null; theirs: Flag | null };
}

export interface Correction {
  records: CorrectionRecord[];
  objected_at: string | null;
}

export interface TrainingSet {
  set: string;
  title: ByLanguage;
  work_type: string;
  work_type_version: number;
  records: number;
  pass: string;
  attempts: number;
  paid_attempts_left: number;
  pay_per_record: string;
  passed_at: string | null;
}

/** The beginning of a training attempt. */
export interface Begun {
  attempt: string;
  work_type: string;
  version: number;
  records: InputRecord[];
  images?: Record<string, string>;
}

export interface Mistake {
  record: string;
  field: string;
  keyed: string;
  right: string;
  why: ByLanguage | null;
}

/** Its end. */
export interface Graded {
  passed: boolean;
  checked: number;
  right: number;
  needed: number;
  earned: string;
  skill: string | null;
  mistakes: Mistake[];
}
