/** A file as columns of text, before anybody knows what the columns mean. */
import type { Feature } from 'geojson';
import type { Note } from '../domain/fault';
import type { FileFormat } from '../domain/tables';

/** Some of a text's lines in one encoding, as cells. */
export interface CellReading {
  /** A TextDecoder label. */
  readonly encoding: string;
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
}

export interface TextTable {
  readonly file: string;
  readonly format: FileFormat;
  /** As decoded; '' for formats that hold text in one way only. */
  readonly encoding: string;
  /** What the file says about its coordinates, '' where it says nothing. */
  readonly crs: string;
  /** What the study says about them, which outweighs the file; left out where it says nothing. */
  readonly chosen?: { readonly crs: string; readonly shift: readonly [number, number] | null };
  /** Unique, never empty. A `__proto__` is a name like any other: nothing here is keyed by header. */
  readonly header: readonly string[];
  /** cells[column][position]; text as in the file. */
  readonly cells: readonly (readonly string[])[];
  /** Row number of each position as a spreadsheet shows it (the header is row 1); for GeoJSON the feature's number from 1. */
  readonly rows: Int32Array;
  /** Features by position; null for CSV. Geometries are unchecked. */
  readonly features: readonly Feature[] | null;
  /** What the file itself says its columns mean (SPSS and Stata variable labels), '' where nothing; may be shorter than `header`. */
  readonly labels?: readonly string[];
  /** What it says in two encodings, where it is not sure which is right. */
  readonly readings?: readonly CellReading[];
  readonly notes: readonly Note[];
  /** Of a workbook: its sheets, and the one this is. */
  readonly sheets?: readonly string[];
  readonly sheet?: string;
}
