/** What there is to draw with. */

export function hasWebGl(): boolean {
  try {
    return openContext() !== null;
  } catch {
    return false;
  }
}

/** False where the processor does the drawing: told by the name of what draws, as browsers own up to it only in part. */
export function hasGraphicsCard(): boolean {
  const context = openContext();
  if (context === null) return false;
  const named = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(named?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|swrast|basic render|software/i.test(name);
}

function openContext(): WebGL2RenderingContext | null {
  return document.createElement('canvas').getContext('webgl2');
}
