using System.Security.Cryptography;
using System.Text;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Secrets;
using Patchbay.Server.Storage;

namespace Patchbay.Server.Channels.Messenger;

/// <summary>
/// The rows of <c>login_tokens</c>: sealed tokens of people between the log-in and the choice of pages. A token can be
/// used once, within 10 minutes, by the caller who logged in.
/// </summary>
public sealed class UserTokenStore(Database database, Vault vault, Ids ids, TimeProvider clock)
{
    private const string Prefix = "ut_",
        Mine = $"handle_hash = @hash and {Tenant.Filter} and owner = @owner and expires_at > @now";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Stores a token and returns its handle.</summary>
    public async Task<string> KeepAsync(Tenant tenant, string owner, Secret token, CancellationToken cancellation)
    {
        var handle = Prefix + ids.Token(40);
        var (hash, now) = (Hash(handle), clock.GetUtcNow());
        var box = await vault.SealAsync(Place(tenant, hash), token, cancellation);
        await database.WriteAsync(
            session =>
                session
                    .Of(tenant)
                    .ExecuteAsync(
                        """
                        insert into login_tokens (handle_hash, organization_id, environment, owner, access_token,
                            created_at, expires_at)
                        values (@hash, @OrganizationId, @Environment, @owner, @box, @now, @until)
                        """,
                        new
                        {
                            hash,
                            owner,
                            box,
                            now,
                            until = now + Lifetime,
                        }
                    ),
            cancellation
        );
        return handle;
    }

    /// <summary>The token of a handle; null when the handle is expired, used or of another caller.</summary>
    public async Task<Secret?> FindAsync(Tenant tenant, string owner, string handle, CancellationToken cancellation)
    {
        var hash = Hash(handle);
        var box = await database.ReadAsync(
            session =>
                session
                    .Of(tenant)
                    .ScalarAsync<byte[]>(
                        $"select access_token from login_tokens where {Mine}",
                        new
                        {
                            hash,
                            owner,
                            now = clock.GetUtcNow(),
                        }
                    ),
            cancellation
        );
        return box is null ? null : await vault.OpenAsync(Place(tenant, hash), box, cancellation);
    }

    /// <summary>Consumes a handle; false when another call consumed it first.</summary>
    public async Task<bool> TakeAsync(Tenant tenant, string owner, string handle)
    {
        var taken = await database.WriteAsync(
            session =>
                session
                    .Of(tenant)
                    .ExecuteAsync(
                        $"delete from login_tokens where {Mine}",
                        new
                        {
                            hash = Hash(handle),
                            owner,
                            now = clock.GetUtcNow(),
                        }
                    ),
            CancellationToken.None
        );
        if (taken == 1)
            await database.ForgetDeletedAsync(CancellationToken.None);
        return taken == 1;
    }

    public Task<int> PruneAsync(DateTimeOffset now, TimeSpan keep, int rows, CancellationToken cancellation) =>
        database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from login_tokens where handle_hash in (select handle_hash from login_tokens
                        where expires_at <= @now order by expires_at limit @rows)
                    """,
                    new { now, rows }
                ),
            cancellation
        );

    private static byte[] Hash(string handle) => SHA256.HashData(Encoding.UTF8.GetBytes(handle));

    private static SecretPlace Place(Tenant tenant, byte[] hash) =>
        new(tenant.OrganizationId, "login_tokens", Convert.ToHexString(hash), "access_token");
}
