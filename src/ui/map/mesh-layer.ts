/** A deck.gl layer that draws a LineMesh: once wider for the casing, once in colour. No instancing (see layers/line-mesh.ts). */
import { Layer, project32, type LayerProps, type UpdateParameters } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { LineMesh } from '../../layers/line-mesh';
import type { Rgba } from '../../layers/palette';

const uniforms = `\
layout(std140) uniform meshUniforms {
  float halfWidth;
  float ownColour;
  vec4 colour;
} mesh;
`;

const meshUniforms = {
  name: 'mesh',
  vs: uniforms,
  fs: uniforms,
  uniformTypes: { halfWidth: 'f32', ownColour: 'f32', colour: 'vec4<f32>' },
} as const;

const vs = `\
#version 300 es
#define SHADER_NAME line-mesh-vertex
in vec2 positions;
in vec2 offsets;
in vec4 colors;
out vec4 vColor;
void main(void) {
  vec3 place = project_position(vec3(positions, 0.0), vec3(0.0));
  place.xy += offsets * project_pixel_size(mesh.halfWidth);
  gl_Position = project_common_position_to_clipspace(vec4(place, 1.0));
  vColor = mesh.ownColour > 0.5 ? colors : mesh.colour;
}
`;

const fs = `\
#version 300 es
#define SHADER_NAME line-mesh-fragment
precision highp float;
in vec4 vColor;
out vec4 fragColor;
void main(void) {
  if (vColor.a == 0.0) discard;
  fragColor = vColor;
}
`;

export interface MeshLayerProps extends LayerProps {
  mesh: LineMesh;
  /** Pixels. */
  width: number;
  /** One colour for all; null for the mesh's own. */
  colour: Rgba | null;
  casingWidth?: number;
  /** null for no casing. */
  casingColour?: Rgba | null;
}

export class MeshLayer extends Layer<MeshLayerProps> {
  static override layerName = 'MeshLayer';
  static override defaultProps = {
    mesh: { type: 'object', value: null, compare: true },
    colour: { type: 'object', value: null, compare: true },
    casingColour: { type: 'object', value: null, compare: true },
    casingWidth: 0,
  } as never;

  override initializeState(): void {
    this.setState({ model: null });
  }

  override getShaders(): unknown {
    return super.getShaders({ vs, fs, modules: [project32, meshUniforms] });
  }

  override updateState(parameters: UpdateParameters<this>): void {
    super.updateState(parameters);
    const { mesh } = this.props;
    if (mesh === parameters.oldProps.mesh && this.state['model']) return;
    (this.state['model'] as Model | null)?.destroy();
    this.setState({ model: mesh.indices.length === 0 ? null : this.makeModel(mesh) });
  }

  override draw(): void {
    const model = this.state['model'] as Model | null;
    if (model === null) return;
    const { width, colour, casingWidth = 0, casingColour = null } = this.props;
    const pass = this.context.renderPass;
    if (casingColour !== null && casingWidth > 0) {
      model.shaderInputs.setProps({
        mesh: { halfWidth: casingWidth / 2, ownColour: 0, colour: casingColour.map((byte) => byte / 255) },
      });
      model.draw(pass);
    }
    model.shaderInputs.setProps({
      mesh: {
        halfWidth: width / 2,
        ownColour: colour === null ? 1 : 0,
        colour: (colour ?? [0, 0, 0, 0]).map((byte) => byte / 255),
      },
    });
    model.draw(pass);
  }

  override finalizeState(context: never): void {
    (this.state['model'] as Model | null)?.destroy();
    super.finalizeState(context);
  }

  private makeModel(mesh: LineMesh): Model {
    return new Model(this.context.device, {
      ...(this.getShaders() as object),
      id: this.props.id,
      geometry: new Geometry({
        topology: 'triangle-list',
        indices: mesh.indices,
        attributes: {
          positions: { size: 2, value: mesh.positions },
          offsets: { size: 2, value: mesh.offsets },
          colors: { size: 4, value: mesh.colours, normalized: true },
        },
      }),
    } as never);
  }
}
