/** An SVG as a PNG, drawn by the browser itself: its fonts, its speed, nothing in the page. */
export interface PngImage {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The top `width` × `height` pixels of the drawing, `scale` times as fine; null where the browser refuses to draw. */
export async function drawSvg(
  svg: string,
  width: number,
  height: number,
  scale: number,
): Promise<PngImage | null> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.drawImage(image, 0, 0, image.naturalWidth * scale, image.naturalHeight * scale);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) return null;
    return { png: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height };
  } finally {
    URL.revokeObjectURL(address);
  }
}
