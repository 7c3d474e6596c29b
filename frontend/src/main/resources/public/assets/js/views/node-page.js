import { html, LitElement } from 'lit';
class NodePage extends LitElement { createRenderRoot() { return this; } render() { return html`<h1>node</h1>`; } }
customElements.define('node-page', NodePage);
