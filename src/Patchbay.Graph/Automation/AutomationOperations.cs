using Json = Patchbay.Graph.Automation.AutomationJson;

namespace Patchbay.Graph.Automation;

/// <summary>What a user sees when a chat begins: openings, commands, welcome.</summary>
public sealed class AutomationOperations
{
    internal static readonly GraphOperation<ConfigureAutomation, Acknowledgement> Configure = new(
        "configureConversationalAutomation",
        HttpMethod.Post,
        "{phone_number_id}/conversational_automation",
        Json.Default.ConfigureAutomation,
        CoreJson.Default.Acknowledgement
    )
    {
        IsRepeatable = true,
    };

    internal static readonly GraphOperation<FieldsQuery, BotDetails> Get = new(
        "getWhatsAppBusinessBotDetails",
        HttpMethod.Get,
        "{bot_id}",
        CoreJson.Default.FieldsQuery,
        Json.Default.BotDetails
    );

    private readonly GraphSession _session;

    internal AutomationOperations(GraphSession session) => _session = session;

    /// <summary>Sets it.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Conversational Automation.</remarks>
    public Task<Acknowledgement> ConfigureAsync(
        string phoneNumberId,
        ConfigureAutomation request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Configure.At(phoneNumberId), request, cancellationToken);

    /// <summary>Reads it by the bot's id.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Bot.</remarks>
    public Task<BotDetails> GetAsync(
        string botId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(botId), new FieldsQuery { Fields = fields }, cancellationToken);
}
