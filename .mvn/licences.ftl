# Licences of what the program carries

Written by `./mvnw package -DskipTests -Plicences`, which fails where a licence is none of those that Apache 2.0 can live
with. Of two licences joined here by "or", Remit takes the first. The drivers of MariaDB and MySQL are not carried: their
licences are the LGPL and the GPL, and the operator supplies them.

| library | version | licence |
|---|---|---|
<#list dependencyMap as entry>
<#assign artifact = entry.getKey()>
<#assign licences = entry.getValue()>
| [${artifact.groupId}:${artifact.artifactId}](${artifact.url!""}) | ${artifact.version} | <#list licences as licence>${licence}<#sep> or </#list> |
</#list>
