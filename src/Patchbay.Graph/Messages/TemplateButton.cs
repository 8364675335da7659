using System.Globalization;
using System.Text.Json;

namespace Patchbay.Graph.Messages;

/// <summary>The value of one of a template's buttons.</summary>
public sealed class TemplateButton
{
    private TemplateButton(int index, TemplateButtonType subType, params IReadOnlyList<TemplateParameter> parameters) =>
        Wire = new()
        {
            Type = TemplateComponentType.Button,
            SubType = subType,
            Index = index.ToString(CultureInfo.InvariantCulture),
            Parameters = parameters,
        };

    internal TemplateComponent Wire { get; }

    /// <summary>Sets the payload that a quick reply returns.</summary>
    public static TemplateButton QuickReply(int index, string payload) =>
        new(index, TemplateButtonType.QuickReply, new TemplateParameter { Type = "payload", Payload = payload });

    /// <summary>Sets the end of the button's URL, or an authentication code.</summary>
    public static TemplateButton Url(int index, string suffix) =>
        new(index, TemplateButtonType.Url, new TemplateParameter { Type = "text", Text = suffix });

    /// <summary>Sets the code that the button copies.</summary>
    public static TemplateButton CopyCode(int index, string code) =>
        new(index, TemplateButtonType.CopyCode, new TemplateParameter { Type = "coupon_code", CouponCode = code });

    /// <summary>Sets the token and data of a button that opens a flow.</summary>
    public static TemplateButton Flow(int index, string? flowToken = null, JsonElement? data = null) =>
        new(
            index,
            TemplateButtonType.Flow,
            new TemplateParameter
            {
                Type = "action",
                Action = new() { FlowToken = flowToken, FlowActionData = data },
            }
        );

    /// <summary>Sets the picture of a button that opens the catalog.</summary>
    public static TemplateButton Catalog(int index, string thumbnailProductRetailerId) =>
        new(
            index,
            TemplateButtonType.Catalog,
            new TemplateParameter
            {
                Type = "action",
                Action = new() { ThumbnailProductRetailerId = thumbnailProductRetailerId },
            }
        );

    /// <summary>Sets the products of a button that opens them: up to 30 in up to 10 sections.</summary>
    public static TemplateButton Products(
        int index,
        string thumbnailProductRetailerId,
        IReadOnlyList<ProductSection> sections
    ) =>
        new(
            index,
            TemplateButtonType.Mpm,
            new TemplateParameter
            {
                Type = "action",
                Action = new()
                {
                    ThumbnailProductRetailerId = thumbnailProductRetailerId,
                    Sections = [.. sections.Select(s => s.Wire())],
                },
            }
        );

    /// <summary>Calls the business.</summary>
    public static TemplateButton VoiceCall(int index, int? ttlMinutes = null, string? payload = null)
    {
        var parameters = new List<TemplateParameter>();
        if (ttlMinutes is not null)
            parameters.Add(new() { Type = "ttl_minutes", TtlMinutes = ttlMinutes });
        if (payload is not null)
            parameters.Add(new() { Type = "payload", Payload = payload });
        return new(index, TemplateButtonType.VoiceCall, parameters);
    }

    /// <summary>Opens an order to pay.</summary>
    public static TemplateButton OrderDetails(int index, OrderDetails order) =>
        new(
            index,
            TemplateButtonType.OrderDetails,
            new TemplateParameter
            {
                Type = "action",
                Action = new() { OrderDetails = order.Wire() },
            }
        );
}
