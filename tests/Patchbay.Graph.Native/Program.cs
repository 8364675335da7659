using System.Net;
using System.Text;
using Patchbay.Graph;
using Patchbay.Graph.Messages;
using Patchbay.Graph.Webhooks;

// Each statement would fail if the client needed reflection or code generated at run time.
using var http = new HttpClient(new Meta());
var account = new GraphClient(http).As("test-token");
var sent = await account.Messages.SendAsync(
    "106",
    Recipient.Phone("+15551234567"),
    Message.Template(new("order", "en_US") { Body = ["Ana"] })
);
Console.WriteLine(sent.Id);
await foreach (var number in account.PhoneNumbers.ListAllAsync("102"))
    Console.WriteLine(number.DisplayPhoneNumber);
try
{
    await account.Templates.ListAsync("404");
}
catch (GraphApiException refused)
{
    Console.WriteLine($"{refused.Code} {refused.Advice}");
}

var payload = WebhookParser.Parse(
    """
    {"object":"whatsapp_business_account","entry":[{"id":"102",
    "changes":[{"value":{"messaging_product":"whatsapp","messages":[{"id":"wamid.Y","type":"text",
    "timestamp":"1760000000","text":{"body":"Hi"},"new":[1]}]},"field":"messages"},{"value":{"a":1},
    "field":"tomorrow"}]}]}
    """u8
);
foreach (var received in payload.ReceivedMessages())
    Console.Write($"{received.Item.Text?.Body} {received.Item.Timestamp} ");
foreach (var unknown in payload.Entry.SelectMany(e => e.AllChanges()).Select(c => c.Value).OfType<UnknownValue>())
    Console.WriteLine(unknown.Raw);
Console.WriteLine(
    Encoding.UTF8.GetString(WebhookParser.Write(payload)).Contains("\"new\":[1]", StringComparison.Ordinal)
);

internal sealed class Meta : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var (status, json) = request.RequestUri!.AbsolutePath switch
        {
            "/v23.0/106/messages" => (HttpStatusCode.OK, """{"messages":[{"id":"wamid.X"}]}"""),
            "/v23.0/102/phone_numbers" => (
                HttpStatusCode.OK,
                """{"data":[{"id":"106","display_phone_number":"+1 555-123-4567"}]}"""
            ),
            _ => (HttpStatusCode.Unauthorized, """{"error":{"code":190,"message":"expired"}}"""),
        };
        return Task.FromResult(
            new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") }
        );
    }
}
