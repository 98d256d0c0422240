import type * as Docx from 'docx';

/** How a Word file presents itself. */
export interface WordSheet {
  readonly title: string;
  /** Who took it out, when and over what; stands on every page. */
  readonly mark: string;
  readonly landscape?: boolean;
}

type Cells = readonly string[];

/** The few kinds of things that our documents consist of. */
export type Pen = ReturnType<typeof createPen>;

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const HEI = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' };
const BODY_HALF_POINTS = 21;
const MARGIN_TWIPS = 1134;
const A4_TWIPS = { width: 11906, height: 16838 };

/** Writes a Word file on A4 with the mark above and page numbers below. The library is loaded only now: it is large and seldom needed. */
export async function wordDocument(
  { title, mark, landscape = false }: WordSheet,
  write: (pen: Pen) => Docx.FileChild[],
): Promise<Buffer> {
  const docx = await import('docx');
  const pen = createPen(docx);
  const header = new docx.Header({ children: [pen.quiet(mark)] });
  const footer = new docx.Footer({
    children: [
      new docx.Paragraph({
        alignment: docx.AlignmentType.CENTER,
        children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT, ' / ', docx.PageNumber.TOTAL_PAGES], size: 18 })],
      }),
    ],
  });
  const orientation = landscape ? docx.PageOrientation.LANDSCAPE : docx.PageOrientation.PORTRAIT;
  const document = new docx.Document({
    title,
    creator: 'Gridward',
    styles: { default: { document: { run: { font: SONG, size: BODY_HALF_POINTS } } } },
    sections: [
      {
        properties: {
          page: {
            size: { ...A4_TWIPS, orientation },
            margin: { top: MARGIN_TWIPS, bottom: MARGIN_TWIPS, left: MARGIN_TWIPS, right: MARGIN_TWIPS },
          },
        },
        headers: { default: header },
        footers: { default: footer },
        children: write(pen),
      },
    ],
  });
  return docx.Packer.toBuffer(document);
}

function createPen(docx: typeof Docx) {
  const { Paragraph, TextRun, TableRow, TableCell, WidthType, HeadingLevel } = docx;
  const cell = (text: string, bold: boolean) =>
    new TableCell({
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [new Paragraph({ children: [new TextRun({ text, bold, size: 19 })] })],
    });
  const row = (cells: Cells, isHead: boolean) =>
    new TableRow({ tableHeader: isHead, cantSplit: true, children: cells.map((text) => cell(text, isHead)) });
  return {
    title: (text: string) =>
      new Paragraph({
        heading: HeadingLevel.TITLE,
        alignment: docx.AlignmentType.CENTER,
        spacing: { after: 120 },
        children: [new TextRun({ text, font: HEI, size: 32, bold: true, color: '000000' })],
      }),
    heading: (text: string) =>
      new Paragraph({
        heading: HeadingLevel.HEADING_2,
        keepNext: true,
        spacing: { before: 200, after: 80 },
        children: [new TextRun({ text, font: HEI, size: 24, bold: true, color: '000000' })],
      }),
    text: (text: string) => new Paragraph({ spacing: { after: 60 }, children: [new TextRun({ text })] }),
    quiet: (text: string) => new Paragraph({ children: [new TextRun({ text, size: 17, color: '595959' })] }),
    table: (head: Cells, rows: readonly Cells[]): Docx.Table =>
      new docx.Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
      }),
  };
}
