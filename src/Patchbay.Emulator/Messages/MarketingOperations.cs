using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.PhoneSettings;
using Patchbay.Emulator.Templates;

namespace Patchbay.Emulator.Messages;

/// <summary>Sends marketing messages and encrypted messages.</summary>
internal static partial class MarketingOperations
{
    public static readonly Operation[] Table =
    [
        Operation.Of<PhoneNumber>(
            "sendMarketingMessage",
            "POST",
            "marketing_messages",
            Send,
            [
                .. MessageParams.Frame,
                .. MessageParams.Template,
                P.OneOf("product_policy", "CLOUD_API_FALLBACK", "STRICT"),
                P.Flag("message_activity_sharing"),
            ]
        ) with
        {
            Scope = Scopes.Messaging,
            IsSend = true,
        },
        Operation.Of<PhoneNumber>(
            "sendEncryptedMessage",
            "POST",
            "messages_encrypted",
            SendEncrypted,
            P.Product,
            P.Text("encrypted_contents").Must()
        ) with
        {
            Scope = Scopes.Messaging,
            IsSend = true,
        },
    ];

    private static Answer Send(PhoneNumber phone, Call call)
    {
        SendRules.CheckSender(phone);
        if (call.Input.Text("type") is { } type && type != "template")
            throw Refusals.Invalid("Only template messages can be sent as marketing messages.");
        var template = call.Input.Element("template") ?? throw Refusals.Missing("template");
        var (asked, customer) = MessageOperations.Recipient(phone, call);
        if (TemplateSending.Check(call.World, phone, template) != "marketing")
            throw Refusals.Product(134100, "The template's category is not MARKETING.");
        return MessageOperations.Accept(
            phone,
            call,
            new MessageDraft(customer, "template", Encoding.UTF8.GetBytes(template.GetRawText()))
            {
                Category = "marketing_lite",
                CallbackData = call.Input.Text("biz_opaque_callback_data"),
            },
            asked
        );
    }

    /// <summary>
    /// Checks the form of the envelope and answers with another. The emulator cannot decrypt, so it sends nothing.
    /// </summary>
    private static Answer SendEncrypted(PhoneNumber phone, Call call)
    {
        SendRules.CheckSender(phone);
        if (!PhoneConfiguration.Of(call.World, phone).PayloadEncryption)
            throw Refusals.Invalid("Payload encryption is not enabled for this phone number.");
        if (!CompactEncryption().IsMatch(call.Input.Required("encrypted_contents")))
            throw Refusals.Invalid("Param encrypted_contents must be an encrypted token in compact form.");
        var ids = call.World.Ids;
        var header = Convert.ToBase64String("""{"alg":"RSA-OAEP-256","enc":"A256GCM"}"""u8).TrimEnd('=');
        var contents = string.Join('.', header, ids.Text(80), ids.Text(16), ids.Text(40), ids.Text(22));
        return Answer.Ok(new JsonObject { ["encrypted_contents"] = contents });
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]*){1,4}$", RegexOptions.None, 1000)]
    private static partial Regex CompactEncryption();
}
