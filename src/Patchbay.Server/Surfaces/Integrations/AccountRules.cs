using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>What a caller may send of an account beside its config.</summary>
internal static class AccountRules
{
    private const int MaxName = 200,
        MaxKey = 100;

    public static readonly Problem UnknownChannel = Problem.Invalid(
        "channel",
        $"'channel' must be one of: {string.Join(", ", IntegrationChannels.All)}."
    );

    public static Problem? Channel(string? channel) =>
        IntegrationChannels.All.Contains(channel, StringComparer.Ordinal) ? null : UnknownChannel;

    /// <summary>Every fault of a request for an account, those of its config among them.</summary>
    public static IReadOnlyList<Fault> Check(CreateAccountRequest request, ConfigMerge config)
    {
        var isWhatsApp = request.Channel == IntegrationChannels.WhatsApp;
        List<Fault?> faults =
        [
            isWhatsApp || request.AccountKey is not null ? null : new("account_key", "'account_key' is required."),
            isWhatsApp
                ? null
                : Key(request.AccountKey) ?? Reserved(request.Channel!, request.AccountKey, config.Values),
            Name(request.DisplayName),
            request is { IsActive: false, IsDefault: true }
                ? new("is_default", "An inactive account cannot be the default.")
                : null,
        ];
        return
        [
            .. faults.OfType<Fault>(),
            .. config.Faults,
            .. ChannelSettings
                .Missing(request.Channel!, config.Values)
                .Where(missing => config.Faults.All(one => one.Field != missing.Field)),
        ];
    }

    public static AccountDraft DraftOf(
        Tenant tenant,
        CreateAccountRequest request,
        IReadOnlyDictionary<string, string> config
    ) =>
        new(tenant, request.Channel!, KeyOf(request, config), request.DisplayName ?? NameIn(config))
        {
            IsActive = request.IsActive ?? true,
            IsDefault = request.IsDefault == true,
            DivisionId = request.DivisionId,
            Config = ChannelSettings.Own(request.Channel!, config),
            Replaces = true,
        };

    private static string KeyOf(CreateAccountRequest request, IReadOnlyDictionary<string, string> config) =>
        request.Channel == IntegrationChannels.WhatsApp
            ? IntegrationChannels.KeyOf(request.Channel, config[ChannelSettings.PhoneNumberId])
            : request.AccountKey!;

    private static string? NameIn(IReadOnlyDictionary<string, string> config) =>
        (
            (string[])
                [
                    ChannelSettings.Username,
                    ChannelSettings.PageName,
                    ChannelSettings.FromName,
                    ChannelSettings.FromAddress,
                ]
        )
            .Select(name => config.GetValueOrDefault(name))
            .FirstOrDefault(value => value is not null);

    /// <summary>The division of a change: as it is when left out, none when null.</summary>
    public static (Guid? Id, Fault? Fault) Division(JsonElement given, Guid? current) =>
        given.ValueKind switch
        {
            JsonValueKind.Undefined => (current, null),
            JsonValueKind.Null => (null, null),
            JsonValueKind.String when given.TryGetGuid(out var id) => (id, null),
            _ => (null, new("division_id", "'division_id' must be the id of a division, or null.")),
        };

    /// <summary>Every fault of a change, those of its config among them.</summary>
    public static IReadOnlyList<Fault> Check(UpdateAccountRequest request, AccountRow row, ConfigMerge config)
    {
        var isActive = request.IsActive ?? row.IsActive;
        List<Fault?> faults =
        [
            row.Channel == IntegrationChannels.WhatsApp && request.AccountKey is { } key && key != row.AccountKey
                ? new("account_key", "'account_key' of a WhatsApp account follows from its number.")
                : Key(request.AccountKey),
            request.AccountKey == row.AccountKey ? null : Reserved(row.Channel, request.AccountKey, config.Values),
            Name(request.DisplayName),
            request.IsDefault == true && !isActive
                ? new("is_default", "An inactive account cannot be the default.")
                : null,
            request.IsDefault == false && row.IsDefault && isActive
                ? new("is_default", "Choose another default: a channel with active accounts has one.")
                : null,
            .. ChannelSettings
                .Of(row.Channel)
                .Where(one => one.Kind == ConfigKind.MetaId && config.Changed.Contains(one.Name))
                .Select(one => new Fault(
                    ChannelSettings.Field(one.Name),
                    "An account stays the one it is at Meta; create another for another one."
                )),
            row.Channel == IntegrationChannels.WhatsApp
            && config.Changed.Contains(ChannelSettings.Pin)
            && !config.Values.ContainsKey(ChannelSettings.Pin)
                ? new(
                    ChannelSettings.Field(ChannelSettings.Pin),
                    "A number always has a PIN; send another one, or leave it out to keep it."
                )
                : null,
        ];
        return [.. faults.OfType<Fault>(), .. config.Faults];
    }

    // Log-in and links name accounts by their ids: no other account may be in their way.
    private static Fault? Reserved(string channel, string? key, IReadOnlyDictionary<string, string> config)
    {
        var id = channel switch
        {
            IntegrationChannels.Instagram => config.GetValueOrDefault(ChannelSettings.IgUserId),
            IntegrationChannels.Messenger => config.GetValueOrDefault(ChannelSettings.PageId),
            _ => null,
        };
        if (
            id is null
            || key is null
            || !key.StartsWith(IntegrationChannels.KeyOf(channel, ""), StringComparison.Ordinal)
        )
            return null;
        return key == IntegrationChannels.KeyOf(channel, id)
            ? null
            : new(
                "account_key",
                $"'account_key' of this form is '{IntegrationChannels.KeyOf(channel, id)}' for this account."
            );
    }

    public static Fault? Key(string? key) =>
        key is null
        || (key.Length is > 0 and <= MaxKey && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            ? null
            : new("account_key", $"'account_key' must have 1 to {MaxKey} letters, digits, '-', '_' or '.'.");

    public static Fault? Name(string? name) =>
        name is null || (name.Length <= MaxName && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl))
            ? null
            : new("display_name", $"'display_name' must have 1 to {MaxName} characters.");
}
