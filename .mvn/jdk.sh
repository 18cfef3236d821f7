# Finds a JDK that can build and run Remit. Sourced by ./mvnw, ./remit and .ci/run.
# POSIX sh. Afterwards JAVA_HOME is exported and is that JDK; with none, one sentence goes to stderr and the shell ends
# with status 3. Versions are read from each JDK's `release` file: starting a JVM per candidate would take seconds.
#
# REMIT_JAVA_HOME decides alone where it is set. Then come JAVA_HOME, `java` on PATH, and the places where packages and
# version managers put JDKs; a JDK that is too old is passed over.

remit_jdk_least=25

# Whether directory $1 holds a JDK (with a compiler) that is new enough.
remit_jdk_fits() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r remit_jdk_line || [ -n "$remit_jdk_line" ]; do
    case $remit_jdk_line in
    JAVA_VERSION=*)
      remit_jdk_line=${remit_jdk_line#JAVA_VERSION=}
      remit_jdk_line=${remit_jdk_line#\"}
      remit_jdk_line=${remit_jdk_line%%[!0-9]*}
      [ -n "$remit_jdk_line" ] && [ "$remit_jdk_line" -ge "$remit_jdk_least" ]
      return
      ;;
    esac
  done <"$1/release"
  return 1
}

# Prints the home of the `java` on PATH: the command is often a chain of links.
remit_jdk_on_path() {
  remit_jdk_link=$(command -v java 2>/dev/null) || return 1
  while [ -h "$remit_jdk_link" ]; do
    remit_jdk_target=$(readlink "$remit_jdk_link") || return 1
    case $remit_jdk_target in
    /*) remit_jdk_link=$remit_jdk_target ;;
    *) remit_jdk_link=${remit_jdk_link%/*}/$remit_jdk_target ;;
    esac
  done
  case $remit_jdk_link in
  */bin/java) printf '%s\n' "${remit_jdk_link%/bin/java}" ;;
  *) return 1 ;;
  esac
}

# Prints the first JDK that fits.
remit_jdk_find() {
  if [ -n "${REMIT_JAVA_HOME-}" ]; then
    remit_jdk_fits "$REMIT_JAVA_HOME" || return 1
    printf '%s\n' "$REMIT_JAVA_HOME"
    return 0
  fi
  remit_jdk_path=$(remit_jdk_on_path) || remit_jdk_path=
  remit_jdk_mac=
  [ ! -x /usr/libexec/java_home ] || remit_jdk_mac=$(/usr/libexec/java_home -v "$remit_jdk_least+" 2>/dev/null) || :
  for remit_jdk_home in "${JAVA_HOME-}" "$remit_jdk_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java* /opt/java/* /opt/jdk* "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$remit_jdk_mac"; do
    if [ -n "$remit_jdk_home" ] && remit_jdk_fits "$remit_jdk_home"; then
      printf '%s\n' "$remit_jdk_home"
      return 0
    fi
  done
  return 1
}

if [ -z "${REMIT_JAVA_HOME-}" ] && [ -n "${JAVA_HOME-}" ] && remit_jdk_fits "$JAVA_HOME"; then
  export JAVA_HOME
elif JAVA_HOME=$(remit_jdk_find); then
  export JAVA_HOME
elif [ -n "${REMIT_JAVA_HOME-}" ]; then
  echo "remit: REMIT_JAVA_HOME is $REMIT_JAVA_HOME, which is not a JDK $remit_jdk_least or newer (bin/java, bin/javac and a release file that says so). Point it at one, or unset it to have one looked for." >&2
  exit 3
else
  echo "remit: no JDK $remit_jdk_least or newer was found in JAVA_HOME, on PATH, or under /usr/lib/jvm, /usr/java, /opt, ~/.sdkman, ~/.jdks and /Library/Java. Install one (Debian and Ubuntu: apt install openjdk-$remit_jdk_least-jdk; others: https://adoptium.net), or set JAVA_HOME to it." >&2
  exit 3
fi
