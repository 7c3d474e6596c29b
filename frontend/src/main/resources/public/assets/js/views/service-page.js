import { html, LitElement } from 'lit';
class ServicePage extends LitElement { createRenderRoot() { return this; } render() { return html`<h1>service</h1>`; } }
customElements.define('service-page', ServicePage);
