import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { openPlaces, Samples, SAMPLE_VERDICTS, type Sample } from '#governance';
import { derivedUuid, type Uuid } from '#platform';
import { sittingOf } from '../../access/current-sitting.js';
import { NoSuchPage } from '../../access/go-to.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { sendCsv } from '../../oversight/csv.js';
import { LookRecord } from '../../oversight/look-record.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { formOf, idOf } from '../form-values.js';
import { sampleLines } from './sample-lines.js';
import { readVerdict } from './verdict-form.js';
import { reviewPage, samplePage, samplesPage } from './ig-samples.view-model.js';

/** Decisions drawn by chance and looked at by a person, kept as evidence. */
@Controller('/ig/samples')
@OpenToRoles('IG_LEAD')
export class IgSamplesController {
  private readonly samples: Samples;

  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly looks: LookRecord,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {
    this.samples = new Samples(deps);
  }

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    this.pages.send(request, response, 'ig-samples/ig-samples', samplesPage(await this.samples.list()));
  }

  @Post()
  async draw(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const by = sittingOf(request).viewer.staff;
    const sample = derivedUuid('sample', by, formOf(body));
    const seed = randomBytes(16).toString('hex');
    const drawn = await this.samples.draw({ sample, seed, by, now: this.deps.clock() });
    if (drawn) return goOn(request, response, `/ig/samples/${sample}`);
    const model = samplesPage(await this.samples.list(), 'There is no decision to draw yet.');
    this.pages.send(request, response, 'ig-samples/ig-samples', model, 409);
  }

  @Get(':sample')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('sample') id: string,
    @Query('again') asked: unknown,
  ) {
    const sample = await this.find(id);
    // Only where it is asked for: it reads every decision there is.
    const again = asked === 'yes' ? await this.samples.drawAgain(sample) : undefined;
    this.pages.send(request, response, 'ig-samples/sample', samplePage(sample, again, this.reads.nameOf));
  }

  @Get(':sample/sample.csv')
  async file(@Res() response: Response, @Param('sample') id: string) {
    const sample = await this.find(id);
    await sendCsv(response, `sample-${sample.sample}`, sampleLines(sample));
  }

  @Get(':sample/:at')
  async ask(
    @Req() request: Request,
    @Res() response: Response,
    @Param('sample') id: string,
    @Param('at') place: string,
  ) {
    const sample = await this.find(id);
    await this.show(request, response, sample, placeOf(sample, place));
  }

  @Post(':sample/:at')
  async review(
    @Req() request: Request,
    @Res() response: Response,
    @Param('sample') id: string,
    @Param('at') place: string,
    @Body() body: unknown,
  ) {
    const sample = await this.find(id);
    const at = placeOf(sample, place);
    const { typed, errors } = readVerdict(body);
    const verdict = SAMPLE_VERDICTS.find((one) => one === typed.verdict);
    if (!verdict || errors.length > 0) return this.show(request, response, sample, at, { typed, errors });
    const sitting = sittingOf(request);
    await this.looks.barOwnFamily(sitting, {
      items: sample.decisions.slice(at, at + 1).map(({ item }) => item),
    });
    const by = sitting.viewer.staff;
    const review = { at, verdict, words: typed.words ?? '', by, now: this.deps.clock() };
    const named = derivedUuid('sample-review', by, id, place, verdict, formOf(body));
    await this.samples.review(sample, { ...review, id: named });
    const next = openPlaces(sample).find((open) => open !== at);
    await goOn(request, response, `/ig/samples/${id}${next === undefined ? '' : `/${next + 1}`}`);
  }

  /** On record first: the reviewer's words may tell of the person. */
  private async show(
    request: Request,
    response: Response,
    sample: Sample,
    at: number,
    form?: ReturnType<typeof readVerdict>,
  ): Promise<void> {
    const decision = sample.decisions[at];
    await this.looks.put(request, { page: 'DECISIONS', items: decision ? [decision.item] : [] });
    const words = form ? form.typed.words : await this.samples.wordsOf(sample, at);
    const verdict = form ? form.typed.verdict : sample.reviews.get(at)?.verdict;
    const typed = { words, verdict };
    const model = reviewPage(sample, at, this.reads.nameOf, { typed, errors: form?.errors ?? [] });
    this.pages.send(request, response, 'ig-samples/review', model, form ? 400 : 200);
  }

  private async find(id: string): Promise<Sample> {
    const sample = await this.samples.find(idOf<Uuid>(id));
    if (!sample) throw new NoSuchPage();
    return sample;
  }
}

/** From 1 in addresses, as people count. */
function placeOf({ decisions }: Sample, text: string): number {
  const at = /^[1-9]\d?$/.test(text) ? Number(text) - 1 : -1;
  if (decisions[at] === undefined) throw new NoSuchPage();
  return at;
}
