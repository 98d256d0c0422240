import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadCharacter } from '@gridward/core';
import Tesseract from 'tesseract.js';

/** Reads characters on pictures, in a thread of its own. */
export interface TextReader {
  /**
   * The lines of a picture, each as its characters from left to right; words are parted by a blank.
   * @throws TextReaderError when the engine fails or needs longer than `limitMs`; the next call starts a new engine
   */
  readonly read: (picture: Buffer, limitMs: number) => Promise<ReadCharacter[][]>;
  /** Ends the thread; a later call starts it again. */
  readonly close: () => Promise<void>;
}

export class TextReaderError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TextReaderError';
  }
}

/** The small model of 3 MB that ships inside an npm package: nothing is fetched at run time. It reads digits; Chinese words are not needed. */
const modelFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng')), '4.0.0_best_int');

/** Words help to read prose and mislead in numbers. The messages of the engine would otherwise go to the server's standard error. */
const ENGINE_SETTINGS = {
  load_system_dawg: '0',
  load_freq_dawg: '0',
};
const READ_SETTINGS = {
  tessedit_pageseg_mode: Tesseract.PSM.SPARSE_TEXT,
  user_defined_dpi: '300',
  debug_file: '/dev/null',
};

interface Engine {
  readonly recogniser: Tesseract.Worker;
  readonly thread: Worker;
}

async function startEngine(): Promise<Engine> {
  const options = { langPath: modelFolder(), gzip: true, cacheMethod: 'none', errorHandler: () => undefined };
  const recogniser = await Tesseract.createWorker('eng', Tesseract.OEM.LSTM_ONLY, options, ENGINE_SETTINGS);
  const thread: unknown = Reflect.get(recogniser, 'worker');
  if (!(thread instanceof Worker)) throw new TextReaderError('The reader of pictures does not run in a thread of its own');
  // The library does not listen, and an unheard error of a thread ends the server. The read that was going on runs into its limit.
  thread.on('error', () => undefined);
  await recogniser.setParameters(READ_SETTINGS);
  return { recogniser, thread };
}

export function createTextReader(): TextReader {
  let engine: Promise<Engine> | undefined;
  // The thread itself is ended: the library's own way leaves a read that is just beginning without an end.
  const close = async (): Promise<void> => {
    const running = engine;
    engine = undefined;
    await (await running)?.thread.terminate();
  };
  return {
    close,
    async read(picture, limitMs) {
      engine ??= startEngine();
      const page = engine.then(async ({ recogniser }) => recogniser.recognize(picture, {}, { text: false, blocks: true }));
      try {
        const { data } = await within(limitMs, page);
        return linesOf(data);
      } catch (error) {
        void close().catch(() => undefined);
        throw error instanceof TextReaderError
          ? error
          : new TextReaderError(`The picture could not be read: ${String(error)}`, { cause: error });
      }
    },
  };
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TextReaderError(`The picture took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Below this the engine guesses: signs of other scripts and grain turn into digits. Read digits have 80 and more. */
const LEAST_CONFIDENCE = 35;
const UNREAD = '?';

function linesOf(page: Tesseract.Page): ReadCharacter[][] {
  const lines = (page.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines: inParagraph }) => inParagraph));
  return lines.map(({ words }) =>
    words.flatMap(({ symbols, bbox, confidence }, i) => {
      const characters = symbols.map(({ text, bbox: box }) => ({ text: confidence < LEAST_CONFIDENCE ? UNREAD : text, box }));
      return i === 0 ? characters : [{ text: ' ', box: bbox }, ...characters];
    }),
  );
}
