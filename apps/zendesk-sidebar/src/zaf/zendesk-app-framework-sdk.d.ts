declare module 'zendesk_app_framework_sdk' {
  const sdk: import('./zaf-client.js').ZafSdk;
  export default sdk;
}
