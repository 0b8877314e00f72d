/** A deck.gl layer that draws line meshes: all of them wider for the casing, then in colour. No instancing (see layers/line-mesh.ts). */
import { Layer, project32, type LayerProps, type UpdateParameters } from '@deck.gl/core';
import { GPUGeometry, Model } from '@luma.gl/engine';
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

const bufferLayout: GPUGeometry['bufferLayout'] = [
  { name: 'positions', format: 'float32x2' },
  { name: 'offsets', format: 'float32x2' },
  { name: 'colors', format: 'unorm8x4' },
];

export interface MeshLayerProps extends LayerProps {
  /** With one origin. */
  meshes: readonly LineMesh[];
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
    meshes: { type: 'array', value: [], compare: false },
    colour: { type: 'object', value: null, compare: true },
    casingColour: { type: 'object', value: null, compare: true },
    casingWidth: 0,
  } as never;

  override initializeState(): void {
    const model = new Model(this.context.device, {
      ...(this.getShaders() as object),
      id: this.props.id,
      topology: 'triangle-list',
      bufferLayout,
      vertexCount: 0,
    } as never);
    // deck.gl hands the state on to the next layer of this id; fields of the layer are lost.
    this.setState({ model, loaded: new Map() });
  }

  override getShaders(): unknown {
    return super.getShaders({ vs, fs, modules: [project32, meshUniforms] });
  }

  override updateState(parameters: UpdateParameters<this>): void {
    super.updateState(parameters);
    const { meshes } = this.props;
    if (meshes === parameters.oldProps.meshes) return;
    const wanted = new Set(meshes);
    const { loaded } = this;
    // Only what came or went is moved to the graphics card.
    for (const [mesh, geometry] of loaded)
      if (!wanted.has(mesh)) {
        geometry.destroy();
        loaded.delete(mesh);
      }
    for (const mesh of meshes)
      if (mesh.indices.length > 0 && !loaded.has(mesh)) loaded.set(mesh, load(this.context.device, mesh));
  }

  override draw(): void {
    const { width, colour, casingWidth = 0, casingColour = null } = this.props;
    if (casingColour !== null && casingWidth > 0) this.drawAll(casingWidth, casingColour);
    this.drawAll(width, colour);
  }

  override finalizeState(context: never): void {
    for (const geometry of this.loaded.values()) geometry.destroy();
    super.finalizeState(context);
  }

  /** Meshes on the graphics card. */
  private get loaded(): Map<LineMesh, GPUGeometry> {
    return this.state['loaded'] as Map<LineMesh, GPUGeometry>;
  }

  private drawAll(width: number, colour: Rgba | null): void {
    const model = this.state['model'] as Model;
    model.shaderInputs.setProps({
      mesh: {
        halfWidth: width / 2,
        ownColour: colour === null ? 1 : 0,
        colour: (colour ?? [0, 0, 0, 0]).map((byte) => byte / 255),
      },
    });
    for (const geometry of this.loaded.values()) {
      model.setAttributes(geometry.attributes);
      model.setIndexBuffer(geometry.indices!);
      model.setVertexCount(geometry.vertexCount);
      model.draw(this.context.renderPass);
    }
    // Other buffers ask for another frame; asked for once, that is forgotten.
    model.needsRedraw();
  }
}

/** `Buffer.INDEX` of @luma.gl/core, which is no dependency of its own. */
const indexUsage = 0x10;

function load(device: Model['device'], mesh: LineMesh): GPUGeometry {
  return new GPUGeometry({
    topology: 'triangle-list',
    bufferLayout,
    vertexCount: mesh.indices.length,
    indices: device.createBuffer({ usage: indexUsage, data: mesh.indices }),
    attributes: {
      positions: device.createBuffer(mesh.positions),
      offsets: device.createBuffer(mesh.offsets),
      colors: device.createBuffer(mesh.colours),
    },
  });
}
