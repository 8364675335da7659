using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Integrations;

/// <summary>What a caller may send of an account beside its config.</summary>
internal static class AccountRules
{
    private const int MaxName = 200, MaxKey = 100;

    public static readonly Problem UnknownChannel = Problem.Invalid("channel", $"'channel' must be one of: {string.Join(", ", IntegrationChannels.All)}.");

    public static Problem? Channel(string? channel) => IntegrationChannels.All.Contains(channel, StringComparer.Ordinal) ? null : UnknownChannel;

    /// <summary>Every fault of a request for an account, those of its config among them.</summary>
    public static IReadOnlyList<Fault> Check(CreateAccountRequest request, ConfigMerge config)
    {
        var isWhatsApp = request.Channel == IntegrationChannels.WhatsApp;
        List<Fault?> faults =
        [
            isWhatsApp || request.AccountKey is not null ? null : new("account_key", "'account_key' is required."),
            isWhatsApp ? null : Key(request.AccountKey), Name(request.DisplayName),
            request is { IsActive: false, IsDefault: true } ? new("is_default", "An inactive account cannot be the default.") : null,
        ];
        return [.. faults.OfType<Fault>(), .. config.Faults, .. ChannelConfig.Missing(request.Channel!, config.Values).Where(missing => config.Faults.All(one => one.Field != missing.Field))];
    }

    public static AccountDraft DraftOf(Tenant tenant, CreateAccountRequest request, IReadOnlyDictionary<string, string> config) => new(
        tenant, request.Channel!, request.AccountKey ?? IntegrationChannels.KeyOf(request.Channel!, config[ChannelConfig.PhoneNumberId]),
        request.DisplayName ?? NameOf(request.Channel!, config))
    {
        IsActive = request.IsActive ?? true, IsDefault = request.IsDefault == true, DivisionId = request.DivisionId, Config = config, IsNamed = request.DisplayName is not null,
    };

    private static string NameOf(string channel, IReadOnlyDictionary<string, string> config) => channel switch
    {
        IntegrationChannels.Email => config.GetValueOrDefault(ChannelConfig.FromName) ?? config[ChannelConfig.FromAddress],
        IntegrationChannels.Instagram => config.GetValueOrDefault(ChannelConfig.Username) ?? config[ChannelConfig.IgUserId],
        IntegrationChannels.Messenger => config.GetValueOrDefault(ChannelConfig.PageName) ?? config[ChannelConfig.PageId],
        _ => config[ChannelConfig.PhoneNumberId],
    };

    public static Fault? Key(string? key) => key is null || (key.Length is > 0 and <= MaxKey && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        ? null
        : new("account_key", $"'account_key' must have 1 to {MaxKey} letters, digits, '-', '_' or '.'.");

    public static Fault? Name(string? name) => name is null || (name.Length <= MaxName && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl))
        ? null
        : new("display_name", $"'display_name' must have 1 to {MaxName} characters.");
}
