using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Connections;

/// <summary>
/// The rows of <c>exchanged_codes</c>: a code is claimed before its exchange, so that it is exchanged only once.
/// </summary>
public sealed class ExchangedCodeStore(Database database, TimeProvider clock)
{
    // Meta accepts a code for 30 seconds; a day covers callers that retry for hours.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public static SecretPlace TokenPlace(Guid organizationId, byte[] hash) =>
        new(organizationId, "exchanged_codes", Convert.ToHexStringLower(hash), "access_token");

    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    /// <summary>
    /// Claims a code. Returns null when this call is the first with the code; otherwise the outcome of the first call.
    /// </summary>
    public Task<ExchangedCodeRow?> ClaimAsync(Tenant tenant, byte[] hash, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var args = new
                {
                    hash,
                    tenant.OrganizationId,
                    tenant.Environment,
                    now = clock.GetUtcNow(),
                };
                var first = await session.ExecuteAsync(
                    """
                    insert into exchanged_codes (code_hash, organization_id, environment, created_at)
                    values (@hash, @OrganizationId, @Environment, @now) on conflict do nothing
                    """,
                    args
                );
                return first == 1
                    ? null
                    : await session.FirstOrDefaultAsync<ExchangedCodeRow>(
                        "select * from exchanged_codes where code_hash = @hash",
                        args
                    );
            },
            cancellation
        );

    public Task SettleAsync(byte[] hash, string? connectionId, string? errorCode) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update exchanged_codes set connection_id = @connectionId, error_code = @errorCode,
                        access_token = case when cast(@connectionId as text) is null then access_token end
                    where code_hash = @hash
                    """,
                    new
                    {
                        hash,
                        connectionId,
                        errorCode,
                    }
                ),
            CancellationToken.None
        );

    /// <summary>Keeps the token of a code whose poster has yet to choose a number.</summary>
    /// <param name="hash">The hash of the code.</param>
    /// <param name="accessToken">Sealed.</param>
    /// <param name="expiresAt">When the token ends.</param>
    public Task KeepTokenAsync(byte[] hash, byte[] accessToken, DateTimeOffset? expiresAt) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    update exchanged_codes set access_token = @accessToken, token_expires_at = @expiresAt
                        where code_hash = @hash
                    """,
                    new
                    {
                        hash,
                        accessToken,
                        expiresAt,
                    }
                ),
            CancellationToken.None
        );

    /// <summary>Releases a code that never reached Meta, so that it can be used again.</summary>
    public Task ReleaseAsync(byte[] hash) =>
        database.WriteAsync(
            session => session.ExecuteAsync("delete from exchanged_codes where code_hash = @hash", new { hash }),
            CancellationToken.None
        );

    /// <summary>Runs one step of the pruner. The time that codes are kept does not depend on its settings.</summary>
    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from exchanged_codes where code_hash in (select code_hash from exchanged_codes
                        where created_at < @before order by created_at limit @rows)
                    """,
                    new { before = now - Kept, rows }
                ),
            cancellation
        );
}

public sealed class ExchangedCodeRow
{
    public required Guid OrganizationId { get; init; }
    public required string Environment { get; init; }
    public string? ConnectionId { get; init; }
    public string? ErrorCode { get; init; }

    /// <summary>Sealed, while the poster of the code has yet to choose a number.</summary>
    public byte[]? AccessToken { get; init; }
    public DateTimeOffset? TokenExpiresAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public Tenant Tenant => new(OrganizationId, Environment);
}
