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

export interface OutboxFacts {
  waiting: number;
  oldest: string | null;
  as_of: string;
}

export interface HeldLease {
  work_type: string;
  stage: Stage;
  expires_at: string;
}

/** Shares are numbers from 0 to 1. */
export interface Accuracy {
  kind: string;
  checked: number;
  wrong: number;
  error_rate: number | null;
  error_rate_upper_bound: number;
}

export interface PersonOfCentre {
  name: string;
  leases: HeldLease[];
  outbox: OutboxFacts | null;
  pay: Earnings;
  accuracy: Accuracy[];
}

export interface CentreAnswer {
  name: string;
  people: PersonOfCentre[];
  as_of: string;
}

export interface JobRow {
  job: string;
  drop: string;
  client: string;
  work_type: string;
  state: string;
  failure: { code: string; message: string } | null;
  records: number;
  done: number;
  queried: number;
  due_at: string | null;
  actions: ("retry" | "cancel")[];
}

export interface Backlog {
  title: ByLanguage;
  skills: string[];
  stage: Stage;
  waiting: number;
  more: boolean;
  oldest: string | null;
}

export interface ExpiringLease extends HeldLease {
  lease: string;
  operator: string;
  centre: string;
}

export interface HolderRow {
  operator: string;
  centre: string;
  items: number;
  work_types: Record<string, number>;
  until: string;
}

export interface SetAsideRow {
  job: string;
  work_item: string;
  work_type: string;
  stage: Stage;
  reason: string;
  count: number;
  set_aside_at: string;
  actions: ("give-out" | "drop" | "query")[];
}

export interface QualityRow extends Accuracy {
  operator: string;
  centre: string;
  work_type: string;
}

export interface ObjectionRow {
  operator: string;
  work_type: string;
  objected_at: string;
  note: string;
}

export interface OfficeAnswer {
  as_of: string;
  jobs: JobRow[];
  backlog: Backlog[];
  held: HolderRow[];
  set_aside: SetAsideRow[];
  near_expiry: ExpiringLease[];
  quality: QualityRow[];
  objections: ObjectionRow[];
}
