# Quiver with the ports, volumes, user and variables of Neo4j's image:
#   docker build -t quiver . && docker run -d -p 7474:7474 -p 7687:7687 -e NEO4J_AUTH=neo4j/secret-password -v "$PWD/data:/data" quiver
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish src/Quiver.Cli -c Release -r linux-x64 --self-contained false -o /app \
    -p:PublishReadyToRun=true -p:RunAnalyzers=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 \
    DOTNET_EnableDiagnostics=0 \
    QUIVER_HOME=/data
# The user and its number are those of Neo4j's image, so that volumes of one are readable for the other.
RUN groupadd --gid 7474 neo4j \
    && useradd --uid 7474 --gid 7474 --home-dir /data --no-create-home --shell /usr/sbin/nologin neo4j \
    && mkdir -p /data /logs /import /backups /conf \
    && chown neo4j:neo4j /data /logs /import /backups /conf
COPY --from=build /app /opt/quiver
COPY docker/entrypoint.sh /usr/local/bin/quiver-entrypoint
COPY docker/quiver.sh /usr/local/bin/quiver
COPY bin/runtime-settings /opt/quiver/
RUN chmod 755 /usr/local/bin/quiver-entrypoint /usr/local/bin/quiver && ln -s quiver /usr/local/bin/neo4j-admin
# No USER: as in Neo4j's image, volumes that Docker made for root are handed to the user neo4j, as whom everything else is run.
WORKDIR /data
VOLUME ["/data", "/logs"]
EXPOSE 7474 7687
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/quiver-entrypoint"]
