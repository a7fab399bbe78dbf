/** What `GET /centre` and `GET /office` answer, and what these pages are given. */

import type { Api } from "../platform/api.js";
import type { Notice } from "../platform/connection.js";

export interface OverseeingServices {
  api: Api;
  me: Me;
  notice: Notice;
}

/** Draws the answer of one route. */
export interface RolePage {
  draw(answer: any): Node[];
}

export type {
  Backlog,
  Centre as CentreAnswer,
  CentrePerson as PersonOfCentre,
  EndingLease as ExpiringLease,
  HeldLease,
  Holder as HolderRow,
  KindAccuracy as Accuracy,
  Office as OfficeAnswer,
  OfficeJob as JobRow,
  OfficeObjection as ObjectionRow,
  OperatorQuality as QualityRow,
  OutboxReport as OutboxFacts,
  SetAsideItem as SetAsideRow,
} from "../api";
