using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Patchbay.Server.ChannelKinds;
using Patchbay.Server.Connections.Accounts;
using Patchbay.Server.Connections.Phones;
using Patchbay.Server.Platform;

namespace Patchbay.Server.Surfaces.Integrations;

/// <summary>Makes answers from accounts, with masked secrets and the account's webhook address.</summary>
internal sealed class AccountAnswers(
    AccountStore accounts,
    AccountConfigs configs,
    ChannelRegistry channels,
    ConnectionStandings standings,
    PublicAddress address
)
{
    public async Task<AccountAnswer> FromAsync(AccountRow row, CancellationToken cancellation) =>
        await FromAsync(await configs.OfAsync(row, cancellation), cancellation);

    public async Task<AccountAnswer> FromAsync(FullAccount account, CancellationToken cancellation)
    {
        var row = account.Row;
        var standing = account.Connection is { } connection ? await standings.OfAsync(connection, cancellation) : null;
        return new AccountAnswer
        {
            Id = row.Id,
            Channel = row.Channel,
            AccountKey = row.AccountKey,
            DisplayName = row.DisplayName,
            IsActive = row.IsActive,
            IsDefault = row.IsDefault,
            Config = Shown(channels.Of(row.Channel).Settings, account.Config),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            DivisionId = row.DivisionId,
            VerifyToken = (await accounts.VerifyTokenAsync(row, cancellation)).Reveal(),
            WebhookUrl = $"{address.Base}/webhook/{row.Channel}/{row.HookId}",
            ConnectionId = row.ConnectionId,
            Status = account.Connection?.Status,
            StatusReason = standing?.Reason,
            NextAction = standing?.NextAction,
            WaitUntil = standing?.WaitUntil,
        };
    }

    /// <summary>A config in its channel's order, with masked secrets.</summary>
    public static JsonElement Shown(ChannelSettings channel, IReadOnlyDictionary<string, string> config)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Wire.Plain))
        {
            json.WriteStartObject();
            foreach (var key in channel.Config)
            {
                if (!config.TryGetValue(key.Name, out var value))
                    continue;
                if (key.IsSecret)
                    json.WriteString(key.Name, Masking.Mask(value));
                else if (key.Kind == ConfigKind.Port)
                    json.WriteNumber(key.Name, int.Parse(value, CultureInfo.InvariantCulture));
                else
                    json.WriteString(key.Name, value);
            }
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
