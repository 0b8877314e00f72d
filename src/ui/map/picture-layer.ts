/** A deck.gl layer that draws one picture over its piece of the map; away from its own zoom it is enlarged or made smaller. */
import { COORDINATE_SYSTEM, Layer, project32, type LayerProps, type UpdateParameters } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { Picture } from './camera';

const vs = `\
#version 300 es
#define SHADER_NAME line-picture-vertex
in vec2 positions;
in vec2 texCoords;
out vec2 vTexCoord;
void main(void) {
  vec3 place = project_position(vec3(positions, 0.0), vec3(0.0));
  gl_Position = project_common_position_to_clipspace(vec4(place, 1.0));
  vTexCoord = texCoords;
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME line-picture-fragment
precision highp float;
uniform sampler2D picture;
in vec2 vTexCoord;
out vec4 fragColor;
void main(void) {
  fragColor = texture(picture, vTexCoord);
}
`;

export interface PictureLayerProps extends LayerProps {
  picture: Picture;
}

/** The props of a layer for a picture: its north-west corner is the origin. */
export function placedPicture(
  picture: Picture,
): Pick<PictureLayerProps, 'picture' | 'coordinateSystem' | 'coordinateOrigin'> {
  const { west, north } = picture.frame;
  return {
    picture,
    coordinateSystem: COORDINATE_SYSTEM.CARTESIAN,
    coordinateOrigin: [west, north, 0],
  };
}

export class PictureLayer extends Layer<PictureLayerProps> {
  static override layerName = 'PictureLayer';
  static override defaultProps = { picture: { type: 'object', value: null, compare: false } } as never;

  override initializeState(): void {
    this.setState({ model: null, texture: null });
  }

  override getShaders(): unknown {
    return super.getShaders({ vs, fs, modules: [project32] });
  }

  override updateState(parameters: UpdateParameters<this>): void {
    super.updateState(parameters);
    const { picture } = this.props;
    if (picture === parameters.oldProps.picture && this.state['model'] !== null) return;
    this.release();
    const { device } = this.context;
    const { width, height, pixelsPerUnit } = picture.frame;
    const texture = device.createTexture({
      format: 'rgba8unorm',
      width,
      height,
      data: picture.pixels,
      sampler: { minFilter: 'linear', magFilter: 'linear' },
    });
    const [east, south] = [width / pixelsPerUnit, -height / pixelsPerUnit];
    const model = new Model(device, {
      ...(this.getShaders() as object),
      id: this.props.id,
      bindings: { picture: texture },
      geometry: new Geometry({
        topology: 'triangle-strip',
        attributes: {
          positions: { size: 2, value: Float32Array.of(0, 0, east, 0, 0, south, east, south) },
          texCoords: { size: 2, value: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1) },
        },
      }),
    } as never);
    this.setState({ model, texture });
  }

  override draw(): void {
    (this.state['model'] as Model | null)?.draw(this.context.renderPass);
  }

  override finalizeState(context: never): void {
    this.release();
    super.finalizeState(context);
  }

  private release(): void {
    (this.state['model'] as Model | null)?.destroy();
    (this.state['texture'] as ReturnType<Model['device']['createTexture']> | null)?.destroy();
    this.setState({ model: null, texture: null });
  }
}
