using Json = Patchbay.Graph.Webhooks.WebhooksJson;

namespace Patchbay.Graph.Webhooks.Reading;

/// <summary>Readers of received messages. A reader is declared after the readers of its parts.</summary>
internal static class MessageReaders
{
    private static readonly EnumReader<InboundType> _type = new(
        InboundType.Text,
        InboundType.Image,
        InboundType.Video,
        InboundType.Audio,
        InboundType.Document,
        InboundType.Sticker,
        InboundType.Location,
        InboundType.Contacts,
        InboundType.Reaction,
        InboundType.Button,
        InboundType.Interactive
    );

    private static readonly EnumReader<InteractiveReplyType> _replyType = new(
        InteractiveReplyType.ButtonReply,
        InteractiveReplyType.ListReply,
        InteractiveReplyType.NfmReply
    );

    private static readonly ObjectReader<ReferredProduct> _product = new ObjectReader<ReferredProduct>(static () =>
        new()
    )
        .Id("catalog_id", static (t, v) => t.CatalogId = v)
        .Text("product_retailer_id", static (t, v) => t.ProductRetailerId = v);

    private static readonly ObjectReader<InboundContext> _context = new ObjectReader<InboundContext>(static () => new())
        .Text("from", static (t, v) => t.From = v)
        .Text("id", static (t, v) => t.Id = v)
        .Flag("forwarded", static (t, v) => t.Forwarded = v)
        .Flag("frequently_forwarded", static (t, v) => t.FrequentlyForwarded = v)
        .Value("referred_product", _product, static (t, v) => t.ReferredProduct = v);

    private static readonly ObjectReader<InboundWelcome> _welcome = new ObjectReader<InboundWelcome>(static () =>
        new()
    ).Text("text", static (t, v) => t.Text = v);

    private static readonly ObjectReader<Referral> _referral = new ObjectReader<Referral>(static () => new())
        .Text("source_url", static (t, v) => t.SourceUrl = v)
        .Id("source_id", static (t, v) => t.SourceId = v)
        .Text("source_type", static (t, v) => t.SourceType = v)
        .Text("headline", static (t, v) => t.Headline = v)
        .Text("body", static (t, v) => t.Body = v)
        .Text("media_type", static (t, v) => t.MediaType = v)
        .Text("image_url", static (t, v) => t.ImageUrl = v)
        .Text("video_url", static (t, v) => t.VideoUrl = v)
        .Text("thumbnail_url", static (t, v) => t.ThumbnailUrl = v)
        .Text("ctwa_clid", static (t, v) => t.CtwaClid = v)
        .Value("welcome_message", _welcome, static (t, v) => t.WelcomeMessage = v);

    private static readonly ObjectReader<InboundText> _text = new ObjectReader<InboundText>(static () => new()).Text(
        "body",
        static (t, v) => t.Body = v
    );

    private static readonly ObjectReader<InboundMedia> _media = new ObjectReader<InboundMedia>(static () => new())
        .Id("id", static (t, v) => t.Id = v)
        .Text("mime_type", static (t, v) => t.MimeType = v)
        .Text("sha256", static (t, v) => t.Sha256 = v)
        .Text("url", static (t, v) => t.Url = v)
        .Text("caption", static (t, v) => t.Caption = v)
        .Text("filename", static (t, v) => t.Filename = v)
        .Flag("voice", static (t, v) => t.Voice = v)
        .Flag("animated", static (t, v) => t.Animated = v)
        .Text("link", static (t, v) => t.Link = v);

    private static readonly ObjectReader<InboundReaction> _reaction = new ObjectReader<InboundReaction>(static () =>
        new()
    )
        .Text("message_id", static (t, v) => t.MessageId = v)
        .Text("emoji", static (t, v) => t.Emoji = v);

    private static readonly ObjectReader<InboundButton> _button = new ObjectReader<InboundButton>(static () => new())
        .Text("payload", static (t, v) => t.Payload = v)
        .Text("text", static (t, v) => t.Text = v);

    private static readonly ObjectReader<ChoiceReply> _choice = new ObjectReader<ChoiceReply>(static () => new())
        .Text("id", static (t, v) => t.Id = v)
        .Text("title", static (t, v) => t.Title = v)
        .Text("description", static (t, v) => t.Description = v);

    private static readonly ObjectReader<FormReply> _form = new ObjectReader<FormReply>(static () => new())
        .Text("name", static (t, v) => t.Name = v)
        .Text("body", static (t, v) => t.Body = v)
        .Text("response_json", static (t, v) => t.ResponseJson = v);

    private static readonly ObjectReader<InboundInteractive> _interactive = new ObjectReader<InboundInteractive>(
        static () =>
            new()
    )
        .Value("type", _replyType, static (t, v) => t.Type = v)
        .Value("button_reply", _choice, static (t, v) => t.ButtonReply = v)
        .Value("list_reply", _choice, static (t, v) => t.ListReply = v)
        .Value("nfm_reply", _form, static (t, v) => t.NfmReply = v)
        .Rare("call_permission_reply", Json.Default.CallPermissionReply, static (t, v) => t.CallPermissionReply = v);

    public static readonly ObjectReader<InboundMessage> Message = new ObjectReader<InboundMessage>(static () => new())
        .Required("id", static (t, v) => t.Id = v)
        .Text("from", static (t, v) => t.From = v)
        .Text("from_user_id", static (t, v) => t.FromUserId = v)
        .Text("from_parent_user_id", static (t, v) => t.FromParentUserId = v)
        .Text("to", static (t, v) => t.To = v)
        .Text("to_user_id", static (t, v) => t.ToUserId = v)
        .Whole("timestamp", static (t, v) => t.Timestamp = v)
        .Value("type", _type, static (t, v) => t.Type = v)
        .Text("group_id", static (t, v) => t.GroupId = v)
        .Value("context", _context, static (t, v) => t.Context = v)
        .Value("referral", _referral, static (t, v) => t.Referral = v)
        .Rare("errors", Json.Default.IReadOnlyListWebhookError, static (t, v) => t.Errors = v)
        .Rare("identity", Json.Default.NullableJsonElement, static (t, v) => t.Identity = v)
        .Value("text", _text, static (t, v) => t.Text = v)
        .Value("image", _media, static (t, v) => t.Image = v)
        .Value("video", _media, static (t, v) => t.Video = v)
        .Value("audio", _media, static (t, v) => t.Audio = v)
        .Value("document", _media, static (t, v) => t.Document = v)
        .Value("sticker", _media, static (t, v) => t.Sticker = v)
        .Rare("location", Json.Default.InboundLocation, static (t, v) => t.Location = v)
        .Rare("contacts", Json.Default.IReadOnlyListContactCard, static (t, v) => t.Contacts = v)
        .Value("reaction", _reaction, static (t, v) => t.Reaction = v)
        .Value("button", _button, static (t, v) => t.Button = v)
        .Value("interactive", _interactive, static (t, v) => t.Interactive = v)
        .Rare("order", Json.Default.InboundOrder, static (t, v) => t.Order = v)
        .Rare("system", Json.Default.SystemNotice, static (t, v) => t.System = v)
        .Rare("unsupported", Json.Default.UnsupportedNotice, static (t, v) => t.Unsupported = v)
        .Rare("edit", Json.Default.EditNotice, static (t, v) => t.Edit = v)
        .Rare("revoke", Json.Default.RevokeNotice, static (t, v) => t.Revoke = v)
        .Rare("history_context", Json.Default.HistoryContext, static (t, v) => t.HistoryContext = v);
}
