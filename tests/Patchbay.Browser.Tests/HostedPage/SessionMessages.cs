namespace Patchbay.Browser.Tests.HostedPage;

/// <summary>Messages of Meta's window to the page.</summary>
internal static class SessionMessages
{
    public const string Finish =
            """
                {"type":"WA_EMBEDDED_SIGNUP","event":"FINISH","data":{"phone_number_id":"5001","waba_id":"4001",
                "business_id":"3001","page_ids":["6001"],"catalog_ids":[]}}
                """,
        Cancel =
            """
                {"type":"WA_EMBEDDED_SIGNUP","event":"CANCEL","data":{"current_step":"PHONE_NUMBER_SETUP"},
                "version":3}
                """,
        ReportedError =
            """
                {"type":"WA_EMBEDDED_SIGNUP","event":"CANCEL","data":{"error_message":"<b>no</b>",
                "error_code":"2655081","session_id":"s","timestamp":"1768473000"},"version":3}
                """;
}
