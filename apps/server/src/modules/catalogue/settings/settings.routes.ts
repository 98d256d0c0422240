import { catalogueRoutes } from '@gridward/contract';
import { LIMITED_STEPS, ok, type CompleteModel } from '@gridward/core';
import type { Host } from '../../../http/host.ts';
import type { CatalogueDeps } from '../catalogue-deps.ts';
import type { StepInForce } from '../catalogue-picture.ts';
import { showLimit } from '../catalogue-view.mapper.ts';
import { changeDays, publishYear, readCalendar, type CalendarDayRow, type CalendarRecord } from './calendar.service.ts';
import { changeChannel, readChannels, shown } from './channel.service.ts';
import { readLabels, saveLabels } from './label.service.ts';
import { changeStepLimit } from './step-limit.service.ts';

export function serveSettings(host: Host, deps: CatalogueDeps): void {
  serveCalendar(host, deps);
  serveSteps(host, deps);
  serveChannels(host, deps);
  host.serve(catalogueRoutes.listModelLabels, async () => ok(await readLabels(deps)));
  host.write(catalogueRoutes.saveModelLabels, ({ body }, call, trx) => saveLabels(body, call, trx, deps));
  host.serve(catalogueRoutes.getModel, async () => {
    const { model, deployment } = await deps.catalogue.records();
    const { channels: _channels, stepLimits: _limits, regionCode: _region, timeZone: _zone, ...shown } = model;
    const named =
      deployment === null ? null : { regionCode: deployment.regionCode, name: deployment.name, timeZone: deployment.timeZone };
    return ok({ ...shown, stepsOff: [...model.stepsOff], deployment: named });
  });
}

function serveCalendar(host: Host, deps: CatalogueDeps): void {
  host.serve(catalogueRoutes.getCalendar, async ({ query }) => {
    const read = await readCalendar(query.year, deps);
    return read.ok ? ok(showCalendar(read.value)) : read;
  });
  host.write(catalogueRoutes.saveCalendarDays, async ({ body }, call, trx) => {
    const saved = await changeDays({ ...body, days: body.days.map(toDay) }, call, trx, deps);
    return saved.ok ? ok(showCalendar(saved.value)) : saved;
  });
  host.write(catalogueRoutes.publishCalendar, async ({ body }, call, trx) => {
    const saved = await publishYear({ ...body, days: body.days.map(toDay) }, call, trx, deps);
    return saved.ok ? ok(showCalendar(saved.value)) : saved;
  });
}

const toDay = ({
  day,
  kind,
  name,
}: {
  day: string;
  kind: CalendarDayRow['kind'];
  name: { zh: string; en: string | null };
}): CalendarDayRow => ({
  day,
  kind,
  nameZh: name.zh,
  nameEn: name.en,
});

const showCalendar = ({ calendar, days, version }: CalendarRecord) => ({
  timeZone: calendar.timeZone,
  periods: calendar.periods.map(({ from, to }) => ({ from, to })),
  publishedFrom: calendar.publishedFrom,
  publishedUntil: calendar.publishedUntil,
  version,
  days: days.map(({ day, kind, nameZh, nameEn }) => ({ day, kind, name: { zh: nameZh, en: nameEn } })),
});

function serveSteps(host: Host, deps: CatalogueDeps): void {
  host.serve(catalogueRoutes.listStepLimits, async () => {
    const { steps, model } = await deps.catalogue.picture();
    return ok({ items: steps.map((step) => showStep(step, model)) });
  });
  host.write(catalogueRoutes.saveStepLimit, async ({ params, body }, call, trx) => {
    const saved = await changeStepLimit(params.step, body, call, trx, deps);
    return saved.ok ? ok(showStep(saved.value, (await deps.catalogue.picture(trx)).model)) : saved;
  });
}

function showStep({ limit, ...step }: StepInForce, model: CompleteModel) {
  const name = LIMITED_STEPS.find((known) => known === step.step);
  return { ...step, limit: showLimit(limit), name: name === undefined ? null : model.steps[name] };
}

function serveChannels(host: Host, deps: CatalogueDeps): void {
  host.serve(catalogueRoutes.listChannels, async () => ok({ items: (await readChannels(deps)).map(shown) }));
  host.write(catalogueRoutes.saveChannel, async ({ params, body: { name, ...body } }, call, trx) => {
    const saved = await changeChannel({ ...body, id: params.channelId, nameZh: name.zh, nameEn: name.en }, call, trx, deps);
    return saved.ok ? ok(shown(saved.value)) : saved;
  });
}
