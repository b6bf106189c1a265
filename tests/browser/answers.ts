// What answers in place of the server: a proxy that is being repaired, a hotspot that asks for a sign-in.
import type { Page, Request as Asked, Route } from "@playwright/test";

type Wrong = Parameters<Route["fulfill"]>[0];

const PAGE: Wrong = { status: 200, contentType: "text/html", body: "<h1>Site en maintenance</h1>" };

/** Answers that are no success for a request that makes something. */
export const WRONG: Wrong[] = [
  PAGE,
  { status: 302, headers: { Location: "/fr/" } },
  { status: 204 },
  { status: 201, contentType: "text/html", body: "<h1>OK</h1>" },
  { status: 404, contentType: "text/html", body: "<h1>Introuvable</h1>" },
];

/** As `WRONG`, for a request whose success is 204. */
export const WRONG_DELETION: Wrong[] = WRONG.map((answer) =>
  answer?.status === 204 ? { status: 200, contentType: "application/json", body: "{}" } : answer,
);

/** Requests that are answered by somebody else. */
export interface Interference {
  /** From now on answers with this; `undefined` lets requests through. */
  answer: (wrong: Wrong | undefined) => void;
  /** From now on the server does what it is asked, and its answer is lost: a page comes in its place. */
  loseAnswers: () => void;
}

/** Stands between a page and the server for requests of these methods to `address`. */
export const interfere = async (page: Page, address: string | RegExp, methods: string[]): Promise<Interference> => {
  let wrong: Wrong | undefined;
  let lost = false;
  const isMeant = (request: Asked): boolean => methods.includes(request.method());
  await page.route(address, async (route) => {
    if (!isMeant(route.request()) || (!wrong && !lost)) return route.fallback();
    if (lost) await route.fetch();
    await route.fulfill(lost ? PAGE : wrong);
  });
  return {
    answer: (other) => {
      wrong = other;
      lost = false;
    },
    loseAnswers: () => (lost = true),
  };
};
