using Json = Patchbay.Graph.Automation.AutomationJson;

namespace Patchbay.Graph.Automation;

/// <summary>Prompts, commands and welcome of a new chat.</summary>
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

    /// <summary>Sets prompts, commands and welcome.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; Conversational Automation.</remarks>
    public Task<Acknowledgement> ConfigureAsync(
        string phoneNumberId,
        ConfigureAutomation request,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Configure.At(phoneNumberId), request, cancellationToken);

    /// <summary>Reads the configuration by the id of the bot.</summary>
    /// <remarks>Meta: WhatsApp Business Platform &gt; Reference &gt; WhatsApp Business Bot.</remarks>
    public Task<BotDetails> GetAsync(
        string botId,
        string? fields = null,
        CancellationToken cancellationToken = default
    ) => _session.CallAsync(Get.At(botId), new FieldsQuery { Fields = fields }, cancellationToken);
}
