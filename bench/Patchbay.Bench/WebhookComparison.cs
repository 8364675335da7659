using System.Text;
using System.Text.Json;
using Patchbay.Graph.Webhooks;

namespace Patchbay.Bench;

/// <summary>
/// Reads a message webhook of about 1.5 KB into types and by hand. By hand means a <see cref="JsonDocument"/> over the
/// same bytes, and each value taken out as a string once, as the typed client does. Parsing alone is the least that any
/// reader can cost.
/// </summary>
internal sealed class WebhookComparison
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(
        """
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398",
        "changes":[{"value":{"messaging_product":"whatsapp",
        "metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},
        "contacts":[{"profile":{"name":"Ana Prova"},"wa_id":"15550002222","user_id":"US.13491208655302741918"}],
        "messages":[{"from":"15550002222","from_user_id":"US.13491208655302741918",
        "id":"wamid.HBgLMTU1NTAwMDIyMjIVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=","timestamp":"1749416383","type":"text",
        "context":{"from":"15550783881","id":"wamid.HBgLMTU1NTAwMDIyMjIVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA"},
        "referral":{"source_url":"https://fb.example.test/3cr4Wqqkv","source_id":"120226305854810726",
        "source_type":"ad","body":"Summer succulents are here!","headline":"Chat with us","media_type":"image",
        "image_url":"https://scontent.example.test/v/t45.1600-4/452.jpg?_nc_cat=105&_nc_sid=58080a",
        "ctwa_clid":"Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4",
        "welcome_message":{"text":"Hi there! Let us know how we can help!"}},
        "text":{"body":"Hello, I saw your advertisement. Is the large pot of the second picture still there, and could
         you send it to me before Friday? Thank you very much! If it is not, the blue one would do as well; it only has
         to fit on a window sill of twenty centimetres, and my neighbour, who bought one in spring, says that yours are
         the only ones that survive our winters. I can pay by card or by transfer, as you like best."}}]},
        "field":"messages"}]}]}
        """.ReplaceLineEndings("")
    );

    public int Size => _body.Length;

    public ValueTask ParseOnlyAsync()
    {
        JsonDocument.Parse(_body).Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DocumentAsync()
    {
        return Check(ReadDocument());
    }

    private int ReadDocument()
    {
        using var document = JsonDocument.Parse(_body);
        var read = 0;
        foreach (var entry in document.RootElement.GetProperty("entry").EnumerateArray())
        foreach (var change in entry.GetProperty("changes").EnumerateArray())
            read += Strings(change);
        return read;
    }

    public ValueTask ClientAsync()
    {
        var payload = WebhookParser.Parse(_body);
        var read = 0;
        foreach (var entry in payload.Entry)
        foreach (var change in entry.Changes ?? [])
            if (change.Value is MessagingValue { Messages: { } messages })
                foreach (var message in messages)
                    read += message.Text!.Body!.Length;
        return Check(read);
    }

    /// <summary>Takes each value out as a string, as the typed client does.</summary>
    private static int Strings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var length = 0;
                foreach (var member in element.EnumerateObject())
                    length += Strings(member.Value);
                return length;
            case JsonValueKind.Array:
                var sum = 0;
                foreach (var item in element.EnumerateArray())
                    sum += Strings(item);
                return sum;
            default:
                return element.GetString()?.Length ?? 0;
        }
    }

    private static ValueTask Check(int read) =>
        read > 0 ? ValueTask.CompletedTask : throw new InvalidOperationException("The webhook was not read.");
}
