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

export type {
  Attempt as Begun,
  CorrectedField as ComparedField,
  CorrectedRecord as CorrectionRecord,
  Correction as CorrectionSummary,
  CorrectionInFull as Correction,
  Grade as Graded,
  PayLine,
  PayMonth as PayOfMonth,
  TrainingMistake as Mistake,
  TrainingSet,
} from "../api";
