/** The page's first script: closes the doors that a policy cannot, then mounts the app on the analysis worker. */
import { mount } from 'svelte';
import { connectAnalysis } from '../workers/connect';
import AppView from './App.svelte';
import { App } from './state/app.svelte';
import { bootPage } from './state/boot';
import './styles.css';
import { guardTrustedTypes } from './trusted-types';

guardTrustedTypes();
// A content security policy does not stop WebRTC (faults.md §4.3), and nothing here speaks to a peer.
delete (window as { RTCPeerConnection?: unknown }).RTCPeerConnection;

const app = new App(connectAnalysis());
mount(AppView, { target: document.querySelector('#app')!, props: { app } });
void bootPage(app, new URLSearchParams(location.search));
