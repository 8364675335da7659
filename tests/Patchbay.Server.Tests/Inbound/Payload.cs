using System.Text;

namespace Patchbay.Server.Tests.Inbound;

/// <summary>Webhook bodies as Meta writes them.</summary>
internal static class Payload
{
    public static string Body(params string[] entries) =>
        $$"""{"object":"whatsapp_business_account","entry":[{{string.Join(',', entries)}}]}""";

    public static string Entry(string wabaId, params string[] changes) =>
        $$"""{"id":"{{wabaId}}","changes":[{{string.Join(',', changes)}}]}""";

    public static string Change(string field, string value) => $$"""{"value":{{value}},"field":"{{field}}" }""";

    public static string Messages(string phoneNumberId, string members) =>
        Change(
            "messages",
            $$"""
            {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550000000",
            "phone_number_id":"{{phoneNumberId}}"},{{members}} }
            """
        );

    public static string Text(
        string phoneNumberId,
        string id,
        string from = "5511999990000",
        string name = "Maria",
        string text = "Hi"
    ) =>
        Messages(
            phoneNumberId,
            $$"""
            "contacts":[{{Contact(from, name)}}],"messages":[{{Message(id, from, text)}}]
            """
        );

    public static string Contact(string from, string name) =>
        $$"""{"profile":{"name":"{{name}}" },"wa_id":"{{from}}"}""";

    public static string Message(string id, string from, string text) =>
        $$"""{"from":"{{from}}","id":"{{id}}","timestamp":"1768473000","type":"text","text":{ "body":"{{text}}" } }""";

    public static string Status(string id, string status, string extra = "") =>
        $$"""{"id":"{{id}}","status":"{{status}}","timestamp":"1768473000","recipient_id":"5511999990000"{{extra}} }""";

    /// <summary>A message of this number in a body of its own.</summary>
    public static byte[] OneText(string phoneNumberId, string id, string text = "Hi") =>
        Encoding.UTF8.GetBytes(Body(Entry("1", Text(phoneNumberId, id, text: text))));
}
