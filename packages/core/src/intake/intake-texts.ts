interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Words that intake uses again and again, with the label under which they are chosen. */
export interface ReadyText {
  readonly id: string;
  readonly label: Words;
  readonly text: Words;
}

/** An authority that the law has made answerable, with its number. */
export interface StatutoryChannel {
  readonly id: string;
  readonly phone: string;
  readonly name: Words;
  readonly matters: Words;
}

/** `catalogue/intake-texts.json`. */
export interface IntakeTexts {
  readonly declines: readonly ReadyText[];
  readonly questions: readonly ReadyText[];
}

/** What the reporter is told who is led to another door. */
export const redirectText = ({ name, phone, matters }: StatutoryChannel): Words => ({
  zh: `您反映的事项（${matters.zh}）由${name.zh}依法受理，请拨打 ${phone}。`,
  en: `This matter (${matters.en.toLowerCase()}) is for ${name.en.toLowerCase()} by law. Please call ${phone}.`,
});
