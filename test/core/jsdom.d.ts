/** The little of jsdom that tests of documents use; the package brings no types. */
declare module 'jsdom' {
  export class VirtualConsole {}
  export class JSDOM {
    constructor(text: string, options: { contentType: string; virtualConsole?: VirtualConsole });
    readonly window: { readonly document: Document };
  }
}
