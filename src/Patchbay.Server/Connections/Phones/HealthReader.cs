using System.Text.Json;
using Patchbay.Graph.PhoneNumbers;
using Patchbay.Server.Platform;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections.Phones;

/// <summary>
/// Asks Meta about a number, judges the answers and stores the result. The stored result is served while Meta cannot
/// be reached.
/// </summary>
internal sealed class HealthReader(
    ConnectionStore connections,
    PhoneStore phones,
    WabaStore wabas,
    RegistrationStore registrations,
    NumberFacts reading,
    CallbackDrift drift,
    Database database,
    TimeProvider clock
)
{
    public async Task<PhoneHealth> ReadAsync(PhoneRow phone, CancellationToken cancellation)
    {
        var connection = await connections.FindAsync(phone.Tenant, phone.ConnectionId, cancellation);
        var waba = await wabas.FindAsync(phone.Tenant, phone.WabaId, cancellation);
        var status = connection?.Status ?? ConnectionStatus.Disconnected;
        var facts =
            connection is null || waba is null
                ? HealthFacts.None
                : await reading.ReadAsync(connection, phone, waba.MetaWabaId, cancellation);
        if (facts.NothingRead && Kept(phone) is { } kept)
            return kept with { Status = status, IsStale = true };

        var health = NumberHealthRules.Judge(phone, status, facts, clock.GetUtcNow());
        if (facts.Number is { } number && connection is not null)
            await KeepAsync(connection, phone, number, health, cancellation);
        return health;
    }

    private Task KeepAsync(
        ConnectionRow connection,
        PhoneRow phone,
        PhoneNumber number,
        PhoneHealth health,
        CancellationToken cancellation
    )
    {
        var live = LivePhones.From(number) with { IsRegistered = health.IsPhoneRegistered };
        var text = Wire.Text(health, PhoneJson.Default.PhoneHealth);
        return database.WriteAsync(
            async session =>
            {
                // Connections before phones, in the order of a disconnect: the other order can deadlock with it.
                await drift.NoteAsync(session, connection, phone, health.Checks);
                await phones.SaveHealthAsync(session, phone, live, text, health.CheckedAt);
                await registrations.LearnAsync(session, phone, number);
            },
            cancellation
        );
    }

    private static PhoneHealth? Kept(PhoneRow phone) =>
        phone.Health is { } text ? JsonSerializer.Deserialize(text, PhoneJson.Default.PhoneHealth) : null;
}
